package io.jenkins.lib.containergate.policy.segment;

import java.util.Comparator;
import java.util.Optional;

/**
 * Something that can reach a service.
 *
 * @param name of the service or load balancer, the range, the id of the group or prefix list
 * @param account that owns the group, when it is another one
 * @param unknown why it is not known who holds the group; empty when it is, and for everything else
 */
public record Source(SourceKind kind, String name, Optional<String> account, Optional<String> unknown)
        implements Comparable<Source> {
    private static final Comparator<Source> ORDER =
            Comparator.comparing(Source::kind).thenComparing(Source::name);

    public static Source of(SourceKind kind, String name) {
        return new Source(kind, name, Optional.empty(), Optional.empty());
    }

    /** As a policy names it: {@code web} for a service, else {@code alb:front}, {@code cidr:10.0.0.0/8}. */
    public String key() {
        return kind == SourceKind.SERVICE ? name : kind.key() + ":" + name;
    }

    /** For people. */
    public String label() {
        return switch (kind) {
            case SERVICE -> "service " + name;
            case ALB -> "application load balancer " + name;
            case NLB -> "network load balancer " + name;
            case GWLB -> "gateway load balancer " + name;
            case ELB -> "classic load balancer " + name;
            case INTERNET -> "the internet (" + name + ")";
            case CIDR -> "addresses " + name;
            case PREFIX_LIST -> "prefix list " + name;
            case GROUP ->
                "whatever holds security group " + name
                        + account.map(id -> " of account " + id).orElse("");
        };
    }

    @Override
    public int compareTo(Source other) {
        return ORDER.compare(this, other);
    }
}

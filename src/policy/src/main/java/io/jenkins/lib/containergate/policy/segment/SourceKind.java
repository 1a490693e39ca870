package io.jenkins.lib.containergate.policy.segment;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of what can reach a service. */
public enum SourceKind {
    SERVICE("service"),
    ALB("alb"),
    NLB("nlb"),
    GWLB("gwlb"),
    /** A load balancer of the first generation. */
    ELB("elb"),
    INTERNET("internet"),
    CIDR("cidr"),
    PREFIX_LIST("prefix-list"),
    GROUP("group");

    private final String key;

    SourceKind(String key) {
        this.key = key;
    }

    /** What stands before the colon. */
    public String key() {
        return key;
    }

    public static Optional<SourceKind> of(String key) {
        return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
    }
}

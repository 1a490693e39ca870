package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * What is let through: a protocol and its ports.
 *
 * @param protocol {@code all}, {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6} or a number of IANA
 * @param first port; 0 for protocols without ports
 * @param last port; 65535 for protocols without ports. Types of ICMP are not told apart
 */
public record Traffic(String protocol, int first, int last) implements Comparable<Traffic> {
    private static final int MOST = 65_535;
    private static final String EVERY = "all";
    private static final Comparator<Traffic> ORDER = Comparator.comparing(Traffic::protocol)
            .thenComparingInt(Traffic::first)
            .thenComparingInt(Traffic::last);

    public static final Traffic ALL = new Traffic(EVERY, 0, MOST);

    /** A range of ports that is none counts as all ports: what cannot be read is not taken for closed. */
    public static Traffic of(SecurityGroupRule rule) {
        return of(rule.protocol(), rule.fromPort().orElse(0), rule.toPort().orElse(MOST));
    }

    /** @param protocol as AWS writes it: a name, a number, {@code -1} for all */
    public static Traffic of(String protocol, int from, int to) {
        String name = name(protocol.strip().toLowerCase(Locale.ROOT));
        boolean ports = name.equals("tcp") || name.equals("udp");
        boolean range = from >= 0 && to <= MOST && from <= to;
        return ports && range ? new Traffic(name, from, to) : new Traffic(name, 0, MOST);
    }

    private static String name(String protocol) {
        return switch (protocol) {
            case "", "-1", EVERY -> EVERY;
            case "1" -> "icmp";
            case "6" -> "tcp";
            case "17" -> "udp";
            case "58" -> "icmpv6";
            default -> protocol;
        };
    }

    /** Something is let through by both. */
    public boolean meets(Traffic other) {
        return protocol.equals(EVERY)
                || other.protocol.equals(EVERY)
                || protocol.equals(other.protocol) && first <= other.last && other.first <= last;
    }

    /** What both let through. */
    Optional<Traffic> and(Traffic other) {
        if (!meets(other)) {
            return Optional.empty();
        }
        if (protocol.equals(EVERY)) {
            return Optional.of(other);
        }
        return Optional.of(
                other.protocol.equals(EVERY)
                        ? this
                        : new Traffic(protocol, Math.max(first, other.first), Math.min(last, other.last)));
    }

    /** Lets through everything that the other one does. */
    public boolean covers(Traffic other) {
        return protocol.equals(EVERY) || protocol.equals(other.protocol) && first <= other.first && other.last <= last;
    }

    @Override
    public int compareTo(Traffic other) {
        return ORDER.compare(this, other);
    }

    /** {@code tcp 8080}, {@code udp 8000-8010}, {@code tcp} for all its ports, {@code all}. */
    @Override
    public String toString() {
        if (first == 0 && last == MOST) {
            return protocol;
        }
        return protocol + " " + (first == last ? String.valueOf(first) : first + "-" + last);
    }
}

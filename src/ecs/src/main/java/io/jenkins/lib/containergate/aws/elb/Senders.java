package io.jenkins.lib.containergate.aws.elb;

import io.jenkins.lib.containergate.aws.vpc.IpRange;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From how many addresses of the internet requests can come that a statement matches. A condition or an unknown range leaves open
 * how many: then the two counts differ.
 *
 * @param least that are known
 * @param most that there can be
 */
public record Senders(Count least, Count most) {
    /** What one organisation has: more is where anybody rents an address. */
    private static final Count FEW = new Count(BigInteger.ONE.shiftLeft(16), BigInteger.ONE.shiftLeft(80));

    private static final Count ZERO = new Count(BigInteger.ZERO, BigInteger.ZERO);
    private static final Count ALL =
            new Count(BigInteger.ONE.shiftLeft(IpRange.V4), BigInteger.ONE.shiftLeft(IpRange.V6));

    public static final Senders NOBODY = new Senders(ZERO, ZERO);
    public static final Senders ANYBODY = new Senders(ALL, ALL);
    public static final Senders UNKNOWN = new Senders(ZERO, ALL);

    /** Addresses of each family. */
    public record Count(BigInteger ipv4, BigInteger ipv6) {
        private Count plus(Count other) {
            return new Count(ipv4.add(other.ipv4), ipv6.add(other.ipv6));
        }

        private Count min(Count other) {
            return new Count(ipv4.min(other.ipv4), ipv6.min(other.ipv6));
        }

        private Count max(Count other) {
            return new Count(ipv4.max(other.ipv4), ipv6.max(other.ipv6));
        }

        private boolean few() {
            return ipv4.compareTo(FEW.ipv4) <= 0 && ipv6.compareTo(FEW.ipv6) <= 0;
        }
    }

    /** How that compares with what one organisation has. */
    public enum Share {
        FEW,
        /** It is not known which. */
        UNKNOWN,
        MANY
    }

    /** Those of an IP set. Private addresses are not of the internet: nobody rents them. */
    public static Senders of(List<String> ranges) {
        List<IpRange> known = new ArrayList<>();
        boolean unknown = false;
        for (String each : ranges) {
            Optional<IpRange> range = IpRange.of(each.strip());
            range.ifPresent(known::add);
            unknown |= range.isEmpty();
        }
        Count count = new Count(IpRange.held(IpRange.V4, known), IpRange.held(IpRange.V6, known));
        return new Senders(count, unknown ? ALL : count);
    }

    /** Those of both together, at most. */
    public Senders plus(Senders other) {
        return new Senders(least.plus(other.least), most.plus(other.most));
    }

    /** Those of one of the two: which, a condition decides. */
    public Senders or(Senders other) {
        return new Senders(least.min(other.least), most.max(other.most));
    }

    /** Those that are among both, at most. */
    public Senders among(Senders other) {
        return new Senders(least.min(other.least), most.min(other.most));
    }

    public Share share() {
        if (most.few()) {
            return Share.FEW;
        }
        return least.few() ? Share.UNKNOWN : Share.MANY;
    }
}

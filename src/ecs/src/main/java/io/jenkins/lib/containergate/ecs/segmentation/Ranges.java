package io.jenkins.lib.containergate.ecs.segmentation;

import io.jenkins.lib.containergate.aws.vpc.IpRange;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What rules of security groups write as ranges. */
public final class Ranges {
    private Ranges() {}

    /** The internet, or as good as that: one wide range, or more addresses together than few networks have, however they are split. */
    public static boolean open(Collection<String> ranges) {
        List<Optional<IpRange>> all = ranges.stream().map(IpRange::of).toList();
        return ranges.stream().anyMatch(Ranges::open)
                || IpRange.open(all.stream().flatMap(Optional::stream).toList());
    }

    /** The range of every address of this one's family: {@code 0.0.0.0/0} or {@code ::/0}. */
    public static String ofEverybody(String address) {
        return address.indexOf(':') < 0 ? "0.0.0.0/0" : "::/0";
    }

    /** Whether it is a range in CIDR notation, of IPv4 or IPv6. */
    public static boolean isRange(String range) {
        return IpRange.of(range).isPresent();
    }

    /** Whether it is a single address, of IPv4 or IPv6. */
    public static boolean isAddress(String address) {
        return IpRange.of(range(address)).isPresent();
    }

    /** Whether routers of the internet do not know it. */
    public static boolean isPrivateAddress(String address) {
        return IpRange.of(range(address)).filter(IpRange::isPrivate).isPresent();
    }

    /** The range of one address. */
    public static String range(String address) {
        return address + (address.indexOf(':') < 0 ? "/32" : "/128");
    }

    /** One alone: wide, or no range. */
    public static boolean open(String range) {
        return IpRange.of(range).map(IpRange::open).orElse(true);
    }
}

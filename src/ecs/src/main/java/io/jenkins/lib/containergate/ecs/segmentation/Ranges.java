package io.jenkins.lib.containergate.ecs.segmentation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What rules of security groups write as ranges. */
public final class Ranges {
    private Ranges() {}

    /** The internet, or as good as that: more addresses together than a /8 (IPv4) or /16 (IPv6) has, however it is split. */
    public static boolean open(Collection<String> ranges) {
        List<Optional<IpRange>> all = ranges.stream().map(IpRange::of).toList();
        return ranges.stream().anyMatch(Ranges::open)
                || IpRange.open(all.stream().flatMap(Optional::stream).toList());
    }

    /** One alone: wider than a network of anybody, or no range. */
    public static boolean open(String range) {
        return IpRange.of(range).map(IpRange::open).orElse(true);
    }
}

package io.jenkins.lib.containergate.ecs.segmentation;

/** What rules of security groups write as ranges. */
public final class Ranges {
    private Ranges() {}

    /** The internet, or as good as that: wider than /8 (IPv4) or /16 (IPv6). So is what is no range. */
    public static boolean open(String range) {
        return IpRange.of(range).map(IpRange::open).orElse(true);
    }
}

package io.jenkins.lib.containergate.aws.elb;

import io.jenkins.lib.containergate.aws.elb.WebAclLookups.Share;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much of the internet sets of addresses are. AWS WAF takes no {@code /0}, but the two halves of it. */
public final class IpSets {
    private static final Pattern RANGE = Pattern.compile("[0-9a-fA-F:.]{2,45}/(\\d{1,3})");
    private static final int IPV4 = 32;
    private static final int IPV6 = 128;
    /** A sixteenth of all addresses of version 4: more than anybody has. */
    private static final double MOST_IPV4 = Math.pow(2, 28);
    /** What several regional registries have. */
    private static final double MOST_IPV6 = Math.pow(2, 112);

    private IpSets() {}

    /** @return {@code SOME} where they are a large part of all addresses, {@code UNKNOWN} where one is not a range */
    public static Share share(List<String> ranges) {
        double ipv4 = 0;
        double ipv6 = 0;
        boolean unknown = false;
        for (String range : ranges) {
            Matcher matcher = RANGE.matcher(range.strip());
            int bits = range.indexOf(':') < 0 ? IPV4 : IPV6;
            if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > bits) {
                unknown = true;
                continue;
            }
            double addresses = Math.pow(2, bits - Integer.parseInt(matcher.group(1)));
            ipv4 += bits == IPV4 ? addresses : 0;
            ipv6 += bits == IPV6 ? addresses : 0;
        }
        if (ipv4 >= MOST_IPV4 || ipv6 >= MOST_IPV6) {
            return Share.SOME;
        }
        return unknown ? Share.UNKNOWN : Share.NONE;
    }
}

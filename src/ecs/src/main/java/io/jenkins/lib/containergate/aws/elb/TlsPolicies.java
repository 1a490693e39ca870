package io.jenkins.lib.containergate.aws.elb;

import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.TlsPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Security policies that Elastic Load Balancing has had from the start, for listeners that are not deployed yet. Of ciphers, one stands
 * for all of its kind.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html">Security policies</a>
 */
public final class TlsPolicies {
    /** What a listener without a policy gets. */
    public static final String DEFAULT = "ELBSecurityPolicy-2016-08";

    private static final String PREFIX = "ELBSecurityPolicy-";
    private static final List<String> FORWARD_SECRET = List.of("ECDHE-RSA-AES128-GCM-SHA256");
    private static final List<String> ALSO_WITHOUT = List.of("ECDHE-RSA-AES128-GCM-SHA256", "AES128-GCM-SHA256");
    private static final Map<String, TlsPolicy> ALL = all();

    private TlsPolicies() {}

    private static Map<String, TlsPolicy> all() {
        Map<String, TlsPolicy> all = new HashMap<>();
        put(all, "TLS13-1-3-2021-06 TLS13-1-3-FIPS-2023-04", List.of("TLSv1.3"), FORWARD_SECRET);
        put(
                all,
                "TLS13-1-2-2021-06 TLS13-1-2-Res-2021-06 TLS13-1-2-FIPS-2023-04 TLS13-1-2-Res-FIPS-2023-04",
                List.of("TLSv1.3", "TLSv1.2"),
                FORWARD_SECRET);
        put(all, "FS-1-2-2019-08 FS-1-2-Res-2019-08 FS-1-2-Res-2020-10", List.of("TLSv1.2"), FORWARD_SECRET);
        put(
                all,
                "TLS13-1-2-Ext1-2021-06 TLS13-1-2-Ext2-2021-06 TLS13-1-2-Ext1-FIPS-2023-04 TLS13-1-2-Ext2-FIPS-2023-04",
                List.of("TLSv1.3", "TLSv1.2"),
                ALSO_WITHOUT);
        put(all, "TLS-1-2-2017-01 TLS-1-2-Ext-2018-06", List.of("TLSv1.2"), ALSO_WITHOUT);
        put(all, "TLS13-1-1-2021-06 TLS13-1-1-FIPS-2023-04", List.of("TLSv1.3", "TLSv1.2", "TLSv1.1"), ALSO_WITHOUT);
        put(
                all,
                "TLS13-1-0-2021-06 TLS13-1-0-FIPS-2023-04",
                List.of("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1"),
                ALSO_WITHOUT);
        put(all, "TLS-1-1-2017-01", List.of("TLSv1.2", "TLSv1.1"), ALSO_WITHOUT);
        put(all, "FS-1-1-2019-08", List.of("TLSv1.2", "TLSv1.1"), FORWARD_SECRET);
        put(all, "FS-2018-06", List.of("TLSv1.2", "TLSv1.1", "TLSv1"), FORWARD_SECRET);
        put(all, "2016-08 2015-05 TLS-1-0-2015-04", List.of("TLSv1.2", "TLSv1.1", "TLSv1"), ALSO_WITHOUT);
        return Map.copyOf(all);
    }

    private static void put(Map<String, TlsPolicy> all, String names, List<String> protocols, List<String> ciphers) {
        for (String name : names.split(" ")) {
            all.put(PREFIX + name, new TlsPolicy(PREFIX + name, protocols, ciphers));
        }
    }

    /** Empty for one that is newer than this list, or does not exist. */
    public static Optional<TlsPolicy> known(String name) {
        return Optional.ofNullable(ALL.get(name));
    }
}

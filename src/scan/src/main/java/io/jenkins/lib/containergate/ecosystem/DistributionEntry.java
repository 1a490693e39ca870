package io.jenkins.lib.containergate.ecosystem;

import java.util.List;
import java.util.Optional;

/**
 * What the project knows about one distribution.
 *
 * @param id {@code ID} of {@code os-release}
 * @param kin how suppliers begin (rpm), or the domains they have (dpkg), that are not known to be strangers
 */
record DistributionEntry(
        String id,
        String namespace,
        Ecosystem ecosystem,
        Optional<OsvReleases> osv,
        Optional<String> trivy,
        List<String> releasePackages,
        List<String> builders,
        List<String> kin,
        Optional<Lifecycle> lifecycle) {
    static DistributionEntry of(String id, String namespace, Ecosystem ecosystem) {
        return new DistributionEntry(
                id,
                namespace,
                ecosystem,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    DistributionEntry osv(OsvReleases releases) {
        return new DistributionEntry(
                id, namespace, ecosystem, Optional.of(releases), trivy, releasePackages, builders, kin, lifecycle);
    }

    DistributionEntry trivy(String family) {
        return new DistributionEntry(
                id, namespace, ecosystem, osv, Optional.of(family), releasePackages, builders, kin, lifecycle);
    }

    DistributionEntry releasePackages(String... names) {
        return new DistributionEntry(id, namespace, ecosystem, osv, trivy, List.of(names), builders, kin, lifecycle);
    }

    DistributionEntry lifecycle(Lifecycle known) {
        return new DistributionEntry(
                id, namespace, ecosystem, osv, trivy, releasePackages, builders, kin, Optional.of(known));
    }

    /** As which its packages name who built them. */
    DistributionEntry builders(String... names) {
        return new DistributionEntry(
                id, namespace, ecosystem, osv, trivy, releasePackages, List.of(names), kin, lifecycle);
    }

    DistributionEntry kin(String... names) {
        return new DistributionEntry(
                id, namespace, ecosystem, osv, trivy, releasePackages, builders, List.of(names), lifecycle);
    }

    /**
     * How the support of a distribution's releases ends.
     *
     * @param product its name in tables of dates, which are those of endoflife.date; empty when it has no releases that end
     * @param extended whether what follows the end is published for everybody, as Debian's LTS is
     */
    record Lifecycle(Optional<String> product, boolean extended) {
        static Lifecycle of(String product) {
            return new Lifecycle(Optional.of(product), false);
        }

        static Lifecycle extended(String product) {
            return new Lifecycle(Optional.of(product), true);
        }

        static Lifecycle rolling() {
            return new Lifecycle(Optional.empty(), false);
        }
    }
}

package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.inventory.os.Distribution;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Packages that only one distribution has: they tell it even where {@code os-release} says something else. */
enum ReleasePackage {
    ALPINE(Distribution.ALPINE, "alpine-baselayout", "alpine-release"),
    WOLFI(Distribution.WOLFI, "wolfi-baselayout", "chainguard-baselayout"),
    CHAINGUARD(Distribution.CHAINGUARD, "chainguard-baselayout", "wolfi-baselayout"),
    RED_HAT(Distribution.RED_HAT, "redhat-release", "redhat-release-server"),
    CENTOS(Distribution.CENTOS, "centos-release", "centos-linux-release", "centos-stream-release"),
    ROCKY(Distribution.ROCKY, "rocky-release"),
    ALMA(Distribution.ALMA, "almalinux-release"),
    ORACLE(Distribution.ORACLE, "oraclelinux-release"),
    AMAZON(Distribution.AMAZON, "system-release"),
    FEDORA(Distribution.FEDORA, "fedora-release", "fedora-release-common"),
    AZURE_LINUX(Distribution.AZURE_LINUX, "azurelinux-release"),
    MARINER(Distribution.CBL_MARINER, "mariner-release"),
    PHOTON(Distribution.PHOTON, "photon-release");

    private final Distribution distribution;
    private final List<String> names;

    ReleasePackage(Distribution distribution, String... names) {
        this.distribution = distribution;
        this.names = List.of(names);
    }

    /**
     * The distribution that the packages belong to, when it is not the stated one. Derivatives keep packages of their
     * parent beside their own, so one of the stated distribution's is enough.
     */
    static Optional<Distribution> other(Distribution stated, Set<String> installed) {
        List<Distribution> told = Arrays.stream(values())
                .filter(known -> known.distribution.ecosystem() == stated.ecosystem()
                        && known.names.stream().anyMatch(installed::contains))
                .map(known -> known.distribution)
                .toList();
        return told.contains(stated) ? Optional.empty() : told.stream().findFirst();
    }
}

package io.jenkins.lib.containergate.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionTest {
    private static OsRelease os(String id, String like) {
        return new OsRelease(id, List.of(like), Optional.of("12"), Optional.empty(), id);
    }

    @ParameterizedTest
    @CsvSource({
        "debian, DEBIAN, debian-12",
        "ubuntu, UBUNTU, ubuntu-12",
        "minimos, MINIMOS, minimos-12",
        "alpine, ALPINE, alpine-12",
        "wolfi, WOLFI, wolfi-12",
        "chainguard, CHAINGUARD, chainguard-12"
    })
    void listedSystemsAreKnown(String id, Distribution distribution, String qualifier) {
        assertThat(Distribution.of(os(id, ""))).contains(distribution);
        assertThat(distribution.qualifier(os(id, ""))).isEqualTo(qualifier);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kali", "raspbian", "pop", "devuan", "linuxmint", "parrot", "postmarketos", "linux"})
    void aDerivativeThatIsNotListedIsNotTakenForItsParent(String id) {
        assertThat(Distribution.of(os(id, "debian"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "rhel, redhat",
        "rocky, rocky",
        "almalinux, almalinux",
        "ol, oracle",
        "amzn, amazon",
        "fedora, fedora",
        "sles, suse",
        "opensuse-leap, opensuse",
        "azurelinux, azurelinux",
        "photon, photon"
    })
    void rpmSystemsAreNamedAsPackageUrlsNameThem(String id, String namespace) {
        Distribution distribution = Distribution.of(os(id, "")).orElseThrow();
        assertThat(distribution.namespace()).isEqualTo(namespace);
        assertThat(distribution.ecosystem()).isEqualTo(Ecosystem.RPM);
        assertThat(distribution.qualifier(os(id, ""))).isEqualTo(id + "-12");
    }

    @Test
    void aReleaseWithoutNumberIsNamedByItsCodename() {
        OsRelease sid = new OsRelease("debian", List.of(), Optional.empty(), Optional.of("sid"), "Debian sid");
        assertThat(Distribution.DEBIAN.qualifier(sid)).isEqualTo("debian-sid");
        OsRelease bare = new OsRelease("debian", List.of(), Optional.empty(), Optional.empty(), "Debian");
        assertThat(Distribution.DEBIAN.qualifier(bare)).isEqualTo("debian");
    }
}

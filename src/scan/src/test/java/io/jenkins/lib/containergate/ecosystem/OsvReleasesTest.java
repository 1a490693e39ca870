package io.jenkins.lib.containergate.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OsvReleasesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "debian | 12 | bookworm | Debian GNU/Linux 12 | Debian:12 | Debian:11",
                "debian | '' | trixie | Debian GNU/Linux trixie/sid | Debian:13 | Debian:12",
                "debian | '' | sid | Debian GNU/Linux sid | Debian:sid | Debian:13",
                "ubuntu | 22.04 | jammy | Ubuntu 22.04.4 LTS | Ubuntu:22.04:LTS | Ubuntu:20.04:LTS",
                "ubuntu | 18.04 | bionic | Ubuntu 18.04 LTS | Ubuntu:Pro:18.04:LTS | Ubuntu:Pro:FIPS:18.04:LTS",
                "ubuntu | 24.10 | oracular | Ubuntu 24.10 | Ubuntu:24.10 | Ubuntu:24.04:LTS",
                "alpine | 3.20.1 | '' | Alpine Linux v3.20 | Alpine:v3.20 | Alpine:v3.2",
                "wolfi | 20230201 | '' | Wolfi | Wolfi | Chainguard",
                "chainguard | 20230214 | '' | Chainguard | Chainguard | Wolfi",
                "rhel | 9.4 | '' | Red Hat Enterprise Linux 9.4 | Red Hat:enterprise_linux:9::appstream | Red Hat:enterprise_linux:8::appstream",
                "rhel | 9.4 | '' | Red Hat Enterprise Linux 9.4 | Red Hat:enterprise_linux:9 | Red Hat:rhel_eus:9.2::baseos",
                "rhel | 10.0 | '' | Red Hat Enterprise Linux 10.0 | Red Hat:enterprise_linux:10.1 | Red Hat:enterprise_linux:1",
                "rocky | 9.4 | '' | Rocky Linux 9.4 | Rocky Linux:9 | Rocky Linux:8",
                "almalinux | 8.10 | '' | AlmaLinux 8.10 | AlmaLinux:8 | AlmaLinux:9",
                "amzn | 2023.6.20241212 | '' | Amazon Linux 2023 | Amazon Linux:2023 | Amazon Linux:2",
                "ol | 9.4 | '' | Oracle Linux Server 9.4 | Oracle Linux:9 | Oracle Linux:8",
                "fedora | 43 | '' | Fedora Linux 43 | Fedora:43 | Fedora:42",
                "amzn | 2 | '' | Amazon Linux 2 | Amazon Linux:2 | Amazon Linux:2023",
                "mageia | 9 | '' | Mageia 9 | Mageia:9 | Mageia:8",
                "photon | 5.0 | '' | VMware Photon OS/Linux | Photon OS:5.0 | Photon OS:4.0",
                "azurelinux | 3.0 | '' | Microsoft Azure Linux 3.0 | Azure Linux:3 | Azure Linux:2",
                "openeuler | 24.03 | '' | openEuler 24.03 (LTS-SP1) | openEuler:24.03-LTS-SP1 | openEuler:24.03-LTS",
                "opensuse-leap | 15.6 | '' | openSUSE Leap 15.6 | openSUSE:Leap 15.6 | openSUSE:Leap 15.5",
                "sles | 15.5 | '' | SUSE Linux Enterprise Server 15 SP5 | SUSE:Linux Enterprise Module for Basesystem 15 SP5 | SUSE:Linux Enterprise Server 15 SP4",
                "alpaquita | stream | '' | BellSoft Alpaquita Linux | Alpaquita:stream | Alpaquita:23"
            })
    void aReleaseIsThatReleaseAndNoOther(
            String id, String version, String codename, String name, String own, String other) {
        OsvScope scope = Distribution.osvScope(os(id, version, codename, name)).orElseThrow();
        assertThat(scope.includes(own)).isTrue();
        assertThat(scope.proves(own)).isTrue();
        assertThat(scope.includes(other)).isFalse();
        assertThat(scope.proves(other)).isFalse();
    }

    @Test
    void aRecordAboutTheWholeDistributionAppliesButDoesNotProveThatTheReleaseIsCovered() {
        OsvScope scope = Distribution.osvScope(os("debian", "12", "", "Debian")).orElseThrow();
        assertThat(scope.includes("Debian")).isTrue();
        assertThat(scope.proves("Debian")).isFalse();
        assertThat(scope.includes("Debianish")).isFalse();
    }

    @Test
    void theNamesToAskForBeginWithTheUsualOne() {
        assertThat(Distribution.osvScope(os("ubuntu", "22.04", "", "Ubuntu"))
                        .orElseThrow()
                        .names())
                .startsWith("Ubuntu:22.04:LTS")
                .contains("Ubuntu:22.04", "Ubuntu:Pro:22.04:LTS");
        assertThat(Distribution.osvScope(os("debian", "12", "", "Debian"))
                        .orElseThrow()
                        .names())
                .containsExactly("Debian:12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"centos", "raspbian", "kali", "linuxmint", "arch", "", "Debian"})
    void aDistributionWithoutEcosystemHasNoScope(String id) {
        assertThat(Distribution.osvScope(
                        new OsRelease(id, List.of("debian", "rhel"), Optional.of("12"), Optional.empty(), "Something")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "debian, '', ''",
        "ubuntu, jammy, jammy",
        "alpine, 3.21_alpha20240807, ''",
        "alpine, edge, ''",
        "rocky, '', ''",
        "sles, 15.5, ''"
    })
    void anUnknownReleaseHasNoScope(String id, String version, String codename) {
        assertThat(Distribution.osvScope(os(id, version, codename, "Something")))
                .isEmpty();
    }

    private static OsRelease os(String id, String version, String codename, String name) {
        return new OsRelease(
                id,
                List.of(),
                Optional.of(version).filter(v -> !v.isEmpty()),
                Optional.of(codename).filter(c -> !c.isEmpty()),
                name);
    }
}

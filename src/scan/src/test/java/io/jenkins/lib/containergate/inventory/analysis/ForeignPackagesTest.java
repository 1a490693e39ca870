package io.jenkins.lib.containergate.inventory.analysis;

import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.deb;
import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static io.jenkins.lib.containergate.testkit.rpm.RpmHeaderBuilder.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.rpm.RpmHeaderBuilder;
import io.jenkins.lib.containergate.testkit.rpm.SqliteWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages in the distribution's database that the distribution did not build are undecided, once for each vendor. */
class ForeignPackagesTest {
    private static final String STATUS = "var/lib/dpkg/status";
    private static final String RPM = "var/lib/rpm/rpmdb.sqlite";
    private static final String RULE = "package-of-another-vendor";
    private static final String GLIBC =
            maintained("libc6", "2.36-9+deb12u4", "GNU Libc <debian-glibc@lists.debian.org>");

    @TempDir
    Path directory;

    @Test
    void packagesOfAnotherVendorAreOneFindingThatNamesThem() throws Exception {
        List<InventoryFinding> gaps = gaps(debian(
                maintained("docker-ce", "5:24.0.7-1~debian.12~bookworm", "Docker <support@docker.com>"),
                maintained("docker-ce-cli", "5:24.0.7-1~debian.12~bookworm", "Docker <support@docker.com>"),
                maintained("nodejs", "20.11.0-1nodesource1", "Ivan Iguaran <ivan@nodesource.com>")));

        assertThat(gaps)
                .extracting(InventoryFinding::title)
                .containsExactly(
                        "2 packages built by docker.com, not by debian",
                        "1 package built by nodesource.com, not by debian");
        assertThat(gaps.get(0).actual())
                .isEqualTo("docker-ce 5:24.0.7-1~debian.12~bookworm, docker-ce-cli 5:24.0.7-1~debian.12~bookworm");
        assertThat(gaps.get(0).location().path()).contains(STATUS + "!/docker.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "16.1-1.pgdg120+1 | Debian PostgreSQL Maintainers <team+postgresql@tracker.debian.org> | apt.postgresql.org",
                "8.2.13-1+0~20231205.44+debian12~1.gbp9e3f2c | Debian PHP Maintainers <team+pkg-php@tracker.debian.org> | deb.sury.org",
                "1:17~++20231209124227+6009708b4367-1~exp1 | LLVM Packaging Team <pkg-llvm-team@lists.alioth.debian.org> | apt.llvm.org",
                "528.0.0-0 | Google Cloud CLI Authors <https://code.google.com/p/google-cloud-sdk/> | Google Cloud CLI Authors",
                "1.4.1 | HashiCorp | HashiCorp",
                "1.25.3-1~bookworm | Acme <dev@acme.example> | acme.example",
                "4.3.1-4~bookwormcran.0 | Dirk <edd@debian.org> | others",
                "12.3 | CUDA <CUDATools@NVIDIA.com> | nvidia.com",
                "8.9.1-1~bpo12+1 | Curl <curl@packages.debian.org> | backports",
                "8.9.1-1~bpo13+1 | Curl <curl@packages.debian.org> | backports",
                "7.88.1-10+deb12u5~bpo11+1 | Curl <curl@packages.debian.org> | backports",
                "1.0-1ubuntu1 | Ubuntu <ubuntu-devel-discuss@lists.ubuntu.com> | ubuntu",
                "1.0-0kali1 | D <d@lists.debian.org> | Kali",
                "1.0-1+devuan1 | D <d@lists.debian.org> | Devuan",
                "6.2.16-3-pve | D <d@lists.debian.org> | Proxmox",
                "1.0-1 | Proxmox <support@proxmox.com> | proxmox.com",
                "1.0 | GitHub <opensource+cli@github.com> | github.com"
            })
    void aPackageOfDebianIsAnothersByItsVersionOrMaintainer(String version, String maintainer, String vendor)
            throws Exception {
        assertThat(gaps(debian(maintained("x", version, maintainer))))
                .singleElement()
                .satisfies(
                        gap -> assertThat(gap.title()).isEqualTo("1 package built by " + vendor + ", not by debian"));
    }

    @Test
    void aPrivateAddressOfAMaintainerIsSaidAndNoGap() throws Exception {
        ScannedImage image = ScannedImage.of(
                directory,
                debian(
                        maintained("libcap-ng0", "0.8.3-1+b3", "Someone <someone@pfft.example>"),
                        maintained("e2fsprogs", "1.47.0-2", "Someone <someone@university.example>"),
                        maintained("x", "1.0-1", "Someone <17+someone@users.noreply.github.com>"),
                        maintained("curl", "7.88.1-10+deb12u5", "Team <team@tracker.debian.org>")));

        assertThat(image.gapRules()).isEmpty();
        assertThat(image.inventory().unknownOrigins()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0-0ubuntu0.22.04.1, Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>, false",
        "2021.03.26, Someone <someone@canonical.com>, false",
        "1.0-1~jammy, Someone <someone@acme.example>, true",
        "3.12.3-1+jammy1, Someone <someone@university.example>, true",
        "16.0.6-1jammy.20240517.135814, Someone <someone@robots.example>, true",
        "1:2.45.2-0ppa1~ubuntu22.04.1, Someone <someone@acme.example>, true",
        "0.8.2-4build1, Someone <someone@pfft.example>, false",
        "20.1-1nodesource1, NodeSource <gpg-rsa@nodesource.com>, true",
        "1:2.43.0-0ppa1~ubuntu22.04.1, Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>, true",
        "7.3~rc2-0ubuntu0.22.04.1~lo1, Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>, true",
        "115.0+build1-0ubuntu0.22.04.1~mt1, Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>, true",
        "535.54-0ubuntu0~gpu22.04.1, Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>, true",
        "390.42-0ubuntu1+gpu22.04.3, Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>, true",
        "31.4~22.04~stableppa1, Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>, true",
        "7:4.4.4-0ubuntu1~22.04.sav1, Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>, true",
        "1:22.3~git2211~oibaf~j, Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>, true",
        "23.1.0~kisak1~j, Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>, true",
        "4.7.0.0-0ubuntu1~jammy1, Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>, true",
        "360-1~bpo22.04.1, Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>, true",
        "1.85.1+dfsg0ubuntu2~bpo0-0ubuntu1.22.04.1, Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>, false",
        "31.4~22.04, Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>, false",
        "1.5.9-0ubuntu1~22.04.6, Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>, false",
        "1.0-1ubuntu0.1+esm1, Ubuntu Developers <ubuntu-devel-discuss@lists.ubuntu.com>, false"
    })
    void packagesOfUbuntuHaveItsMaintainers(String version, String maintainer, boolean foreign) throws Exception {
        String ubuntu = maintained("base-files", "12ubuntu4", "Ubuntu <ubuntu-devel-discuss@lists.ubuntu.com>");
        List<InventoryFinding> gaps = gaps(layer().file("etc/os-release", "ID=ubuntu\nVERSION_ID=\"22.04\"\n")
                .file(STATUS, ubuntu + maintained("x", version, maintainer)));

        assertThat(gaps).hasSize(foreign ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rhel | 9.4 | Red Hat, Inc. | Fedora Project",
                "amzn | 2023 | Amazon Linux | Fedora Project",
                "amzn | 2 | Amazon.com, Inc. | Docker",
                "rocky | 9.3 | Rocky Linux | Remi's RPM repository <https://rpms.remirepo.net/>",
                "ol | 9.3 | Oracle America | Oracle and/or its affiliates",
                "almalinux | 9.3 | AlmaLinux | red hat, inc.",
                "opensuse-leap | 15.6 | SUSE LLC <https://www.suse.com/> | obs://build.opensuse.org/home:somebody"
            })
    void anRpmOfAnotherVendorIsUndecided(String id, String version, String own, String other) throws Exception {
        String os = "ID=" + id + "\nVERSION_ID=\"" + version + "\"\n";
        RpmHeaderBuilder glibc = header("glibc", "2.34-1").vendor(own);

        assertThat(gaps(rpm(os, glibc))).isEmpty();
        assertThat(gaps(rpm(os, glibc, header("htop", "3.3.0-1.el9").vendor(other))))
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.rule().value()).isEqualTo(RULE);
                    assertThat(gap.actual()).isEqualTo("htop 3.3.0-1.el9");
                    assertThat(gap.title()).contains(other.replaceFirst(" <.*", ""));
                });
    }

    @Test
    void anRpmWithoutVendorIsSaidAndNoGap() throws Exception {
        ScannedImage image = ScannedImage.of(
                directory,
                rpm(
                        "ID=rhel\nVERSION_ID=9.4\n",
                        header("glibc", "2.34-1").vendor("Red Hat, Inc."),
                        header("own", "1-1")));

        assertThat(image.gapRules()).isEmpty();
        assertThat(image.inventory().unknownOrigins()).isEqualTo(1);
    }

    @Test
    void packagesOfApkDoNotTellWhoBuiltThem() throws Exception {
        ScannedImage image = ScannedImage.of(
                directory,
                layer().file("etc/os-release", "ID=alpine\nVERSION_ID=3.20.1\n")
                        .file("lib/apk/db/installed", "P:musl\nV:1.2.5-r0\nA:x86_64\n\n"));

        assertThat(image.gapRules()).isEmpty();
        assertThat(image.inventory().unknownOrigins()).isEqualTo(1);
    }

    @Test
    void vendorsWithoutEndAreBoundedAndTheirNamesAreFitToShow() throws Exception {
        List<RpmHeaderBuilder> packages = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            packages.add(header("p" + i, "1-1").vendor("vendor\u001b[2J" + i + "x".repeat(400)));
        }
        List<InventoryFinding> gaps = gaps(rpm("ID=rhel\nVERSION_ID=9.4\n", packages.toArray(RpmHeaderBuilder[]::new)));

        assertThat(gaps).hasSize(51).allSatisfy(gap -> {
            assertThat(gap.title()).doesNotContain("\u001b").hasSizeLessThan(200);
            assertThat(gap.location().path().orElseThrow()).doesNotContain("\u001b");
        });
        assertThat(gaps)
                .extracting(InventoryFinding::title)
                .contains("250 packages built by more than 50 vendors, not by rhel");
    }

    private static String maintained(String name, String version, String maintainer) {
        return deb(name, version, "Maintainer: " + maintainer + "\n");
    }

    private static LayerBuilder debian(String... paragraphs) {
        return layer().file("etc/os-release", InventoryAssemblerTest.DEBIAN)
                .file(STATUS, GLIBC + String.join("", paragraphs));
    }

    private static LayerBuilder rpm(String os, RpmHeaderBuilder... packages) {
        return layer().file("etc/os-release", os)
                .file(
                        RPM,
                        SqliteWriter.write(
                                4096,
                                Arrays.stream(packages)
                                        .map(RpmHeaderBuilder::bytes)
                                        .toList()));
    }

    private List<InventoryFinding> gaps(LayerBuilder layer) throws Exception {
        return ScannedImage.of(directory, layer).inventory().gaps();
    }
}

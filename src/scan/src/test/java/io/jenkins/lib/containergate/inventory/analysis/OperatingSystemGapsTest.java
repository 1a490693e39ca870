package io.jenkins.lib.containergate.inventory.analysis;

import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.DEBIAN;
import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.deb;
import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.debian;
import static io.jenkins.lib.containergate.inventory.analysis.TestLayer.file;
import static io.jenkins.lib.containergate.inventory.analysis.TestLayer.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.inventory.golang.TestElf;
import io.jenkins.lib.containergate.testkit.rpm.RpmHeaderBuilder;
import io.jenkins.lib.containergate.testkit.rpm.SqliteWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatingSystemGapsTest {
    private static final String STATUS = "var/lib/dpkg/status";
    private static final String GO_MODULES = "path\tx\ndep\ta.org/b\tv1.0.0\n";

    @Test
    void anImageWithoutFilesIsNoGap() throws Exception {
        assertThat(TestImage.of().inventory().gaps()).isEmpty();
        assertThat(TestImage.of(layer()).inventory().gaps()).isEmpty();
    }

    @Test
    void aStaticGoProgramAloneIsNoGap() throws Exception {
        TestImage image = TestImage.of(
                file("app", TestElf.elf().inline("go1.22.1", GO_MODULES).bytes()));
        assertThat(image.purls()).containsExactly("pkg:golang/a.org/b@v1.0.0", "pkg:golang/stdlib@1.22.1");
        assertThat(image.gapRules()).isEmpty();
    }

    @Test
    void filesButNoPackagesIsAGap() throws Exception {
        assertThat(TestImage.of(file("app/run.sh", "#!/bin/sh")).gapRules()).containsExactly("no-packages-found");
    }

    @Test
    void everyGapIsUndecidedAndSaysWhatToDo() throws Exception {
        for (InventoryFinding gap : TestImage.of(
                        layer().with("etc/os-release", "ID=arch\n").with("broken.jar", "x"))
                .inventory()
                .gaps()) {
            assertThat(gap.undecided()).isTrue();
            assertThat(gap.help()).isNotBlank();
            assertThat(gap.expected()).isNotBlank();
        }
    }

    @Test
    void aDistributionWithoutItsPackageDatabaseIsAGap() throws Exception {
        assertThat(TestImage.of(debian(deb("a", "1", "")), layer().deleting("var"))
                        .gapRules())
                .containsExactly("no-package-database", "no-packages-found");
    }

    @Test
    void aDistributionWithoutItsDatabaseIsAGapEvenWithLanguagePackages() throws Exception {
        TestImage image = TestImage.of(file("etc/os-release", DEBIAN)
                .with("app", TestElf.elf().inline("go1.22.1", GO_MODULES).bytes()));
        assertThat(image.gapRules()).containsExactly("no-package-database");
    }

    @Test
    void anEmptyDatabaseIsAGap() throws Exception {
        assertThat(TestImage.of(debian()).gapRules()).containsExactly("no-package-database", "no-packages-found");
    }

    @Test
    void systemFilesThatNoDatabaseListsAreAGap() throws Exception {
        byte[] go = TestElf.elf().inline("go1.22.1", GO_MODULES).bytes();
        assertThat(TestImage.of(file("app", go).with("lib/x86_64-linux-gnu/libc.so.6", "x"))
                        .gapRules())
                .containsExactly("no-package-database");
        assertThat(TestImage.of(file("app", go).with("bin/busybox", "x")).gapRules())
                .containsExactly("no-package-database");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arch", "kali", "gentoo", "linux"})
    void anUnknownOperatingSystemIsAGapAndNotAPass(String id) throws Exception {
        TestImage image = TestImage.of(
                file("etc/os-release", "ID=" + id + "\nID_LIKE=debian\n").with(STATUS, deb("a", "1", "")));
        assertThat(image.gapRules()).containsExactly("unknown-operating-system");
        assertThat(image.purls()).containsExactly("pkg:deb/" + id + "/a@1?arch=amd64");
    }

    @Test
    void packagesWithoutOsReleaseAreAGap() throws Exception {
        assertThat(TestImage.of(file(STATUS, deb("a", "1", ""))).gapRules())
                .containsExactly("unknown-operating-system");
    }

    @Test
    void packagesOfAnotherDistributionsKindAreAGap() throws Exception {
        TestImage image = TestImage.of(debian(deb("a", "1", "")).with("lib/apk/db/installed", "P:b\nV:1\n\n"));
        assertThat(image.gapRules()).containsExactly("unknown-operating-system");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var/lib/rpm/Packages",
                "var/lib/rpm/rpmdb.sqlite",
                "usr/lib/sysimage/rpm/Packages.db",
                "var/lib/rpmmanifest/container-manifest-2"
            })
    void anRpmDatabaseThatIsNoneIsAGap(String path) throws Exception {
        TestImage image = TestImage.of(
                file("etc/os-release", "ID=amzn\nVERSION_ID=2023\n").with(path, "x"));
        assertThat(image.gapRules())
                .containsExactly("no-package-database", "no-packages-found", "unreadable-package-database");
    }

    @Test
    void anRpmDatabaseBehindALinkIsAGap() throws Exception {
        TestImage image = TestImage.of(file("etc/os-release", "ID=amzn\nVERSION_ID=2023\n")
                .symlink("var/lib/rpm/rpmdb.sqlite", "/opt/rpmdb.sqlite"));
        assertThat(image.gapRules()).containsExactly("no-packages-found", "rpm-database-not-read");
    }

    @Test
    void rpmPackagesAreNamedByTheirDistribution() throws Exception {
        byte[] database = SqliteWriter.write(
                4096,
                List.of(
                        RpmHeaderBuilder.header("openssl-libs", "3.0.7-16.el9")
                                .epoch(1)
                                .source("openssl-3.0.7-16.el9.src.rpm")
                                .bytes(),
                        RpmHeaderBuilder.header("nodejs", "16.20-1")
                                .module("nodejs:16:8:f")
                                .bytes()));
        TestImage image = TestImage.of(
                file("etc/os-release", "ID=\"rhel\"\nVERSION_ID=\"9.4\"\n").with("var/lib/rpm/rpmdb.sqlite", database));
        assertThat(image.purls())
                .containsExactly(
                        "pkg:rpm/redhat/nodejs@16.20-1?arch=x86_64&distro=rhel-9.4&rpmmod=nodejs%3A16%3A8%3Af",
                        "pkg:rpm/redhat/openssl-libs@3.0.7-16.el9?arch=x86_64&distro=rhel-9.4&epoch=1"
                                + "&upstream=openssl");
        assertThat(image.gapRules()).isEmpty();
    }

    @Test
    void anEmptyRpmDatabaseOnAnotherDistributionIsNoGap() throws Exception {
        byte[] empty = SqliteWriter.write(4096, List.of());
        assertThat(TestImage.of(debian(deb("a", "1", "")).with("var/lib/rpm/rpmdb.sqlite", empty))
                        .gapRules())
                .isEmpty();
    }

    @Test
    void anRpmDistributionWithoutDatabaseIsAGap() throws Exception {
        TestImage image = TestImage.of(file("etc/os-release", "ID=rhel\nVERSION_ID=9\n"));
        assertThat(image.gapRules()).containsExactly("no-package-database", "no-packages-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "opt/conda/conda-meta/openssl-3.json",
                "app/.pnp.cjs",
                "opt/bitnami/.bitnami_components.json",
                "nix/var/nix/db/db.sqlite",
                "home/linuxbrew/.linuxbrew/Cellar/openssl@3/3.3.0/INSTALL_RECEIPT.json",
                "opt/chroot/var/lib/dpkg/status",
                "srv/alpine/lib/apk/db/installed",
                "srv/alpine/usr/lib/apk/db/installed",
                "mnt/rootfs/var/lib/rpm/rpmdb.sqlite",
                "mnt/rootfs/usr/lib/sysimage/rpm/Packages.db"
            })
    void packagesOfAKindThatIsNotReadAreAGap(String path) throws Exception {
        assertThat(TestImage.of(debian(deb("a", "1", "")).with(path, "{}")).gapRules())
                .containsExactly("unread-ecosystem");
        assertThat(TestImage.of(debian(deb("a", "1", "")).with(path, "{}"), layer().deleting(path))
                        .gapRules())
                .isEmpty();
    }

    @Test
    void aLinkThatCallsAnotherDirectoryNodeModulesIsNoGapBecausePackagesAreReadThereToo() throws Exception {
        TestImage image = TestImage.of(debian(deb("a", "1", ""))
                .symlink("app/node_modules", "/opt/deps")
                .with("opt/deps/tar/package.json", "{\"name\":\"tar\",\"version\":\"6.1.0\"}"));

        assertThat(image.gapRules()).isEmpty();
        assertThat(image.purls()).contains("pkg:npm/tar@6.1.0");
    }
}

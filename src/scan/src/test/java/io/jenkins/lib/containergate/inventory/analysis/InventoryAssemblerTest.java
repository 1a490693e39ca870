package io.jenkins.lib.containergate.inventory.analysis;

import static io.jenkins.lib.containergate.inventory.analysis.TestLayer.file;
import static io.jenkins.lib.containergate.inventory.analysis.TestLayer.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.inventory.jar.TestJar;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryAssemblerTest {
    static final String DEBIAN = "ID=debian\nVERSION_ID=\"12\"\nPRETTY_NAME=\"Debian 12\"\n";
    private static final String STATUS = "var/lib/dpkg/status";

    static String deb(String name, String version, String more) {
        return "Package: " + name + "\nStatus: install ok installed\nArchitecture: amd64\n" + more + "Version: "
                + version + "\n\n";
    }

    /** A layer of an image of Debian with one package. */
    static LayerBuilder base() {
        return LayerBuilder.layer().file("etc/os-release", DEBIAN).file(STATUS, deb("base", "1", ""));
    }

    static TestLayer debian(String... paragraphs) {
        return layer().symlink("etc/os-release", "../usr/lib/os-release")
                .with("usr/lib/os-release", DEBIAN)
                .with(STATUS, String.join("", paragraphs));
    }

    private static String npm(String name, String version) {
        return "{\"name\":\"" + name + "\",\"version\":\"" + version + "\"}";
    }

    @Test
    void packageUrlsCarryDistributionArchitectureAndSource() throws Exception {
        TestImage image = TestImage.of(debian(
                deb("libc6", "2.36-9+deb12u4", "Source: glibc\n"),
                deb("bsdutils", "1:2.38.1-5+b1", "Source: util-linux (2.38.1-5)\n"),
                deb("dash", "0.5.12-2", "")));
        assertThat(image.purls())
                .containsExactly(
                        "pkg:deb/debian/bsdutils@1%3A2.38.1-5%2Bb1?arch=amd64&distro=debian-12&upstream=util-linux%402.38.1-5",
                        "pkg:deb/debian/dash@0.5.12-2?arch=amd64&distro=debian-12",
                        "pkg:deb/debian/libc6@2.36-9%2Bdeb12u4?arch=amd64&distro=debian-12&upstream=glibc");
        assertThat(image.gapRules()).isEmpty();
    }

    @Test
    void packageUrlsOfLanguagePackagesAreCanonical() throws Exception {
        TestImage image = TestImage.of(layer().with(
                        "node_modules/@babel/core/package.json", npm("@babel/core", "7.24.0"))
                .with("node_modules/l/package.json", npm("l\u043edash", "1.0.0"))
                .with("x.egg-info", "Name: Zope.Interface\nVersion: 6.0\n")
                .with(
                        "a.jar",
                        TestJar.jar().pom("org.slf4j", "slf4j-api", "2.0.9").bytes())
                .with("own-tool-1.0.jar", TestJar.jar().manifest().bytes()));
        assertThat(image.purls())
                .containsExactly(
                        "pkg:maven/org.slf4j/slf4j-api@2.0.9",
                        "pkg:maven/own-tool/own-tool@1.0",
                        "pkg:npm/%40babel/core@7.24.0",
                        "pkg:npm/l%D0%BEdash@1.0.0",
                        "pkg:pypi/zope-interface@6.0");
    }

    @Test
    void anArchiveWhoseGroupIsUnknownIsNamedByItsArtifactAlone() throws Exception {
        TestImage image =
                TestImage.of(file("own-tool-1.0.jar", TestJar.jar().manifest().bytes()));
        assertThat(image.inventory().packages())
                .extracting(InstalledPackage::name)
                .containsExactly("own-tool");
        assertThat(image.gapRules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"alpine, 3.20.1", "wolfi, 20230201", "chainguard, 20230214"})
    void apkPackagesBelongToTheirDistribution(String id, String version) throws Exception {
        TestImage image = TestImage.of(layer().with("etc/os-release", "ID=" + id + "\nVERSION_ID=" + version + "\n")
                .with("lib/apk/db/installed", "P:libcrypto3\nV:3.3.1-r0\nA:x86_64\no:openssl\n\n"));
        assertThat(image.purls())
                .containsExactly("pkg:apk/" + id + "/libcrypto3@3.3.1-r0?arch=x86_64&distro=" + id + "-" + version
                        + "&upstream=openssl");
        assertThat(image.gapRules()).isEmpty();
    }

    @Test
    void aPackageBelongsToTheLayerThatBroughtThisVersion() throws Exception {
        TestImage image = TestImage.of(
                debian(deb("base", "1", ""), deb("curl", "1", ""), deb("gone", "1", "")),
                layer().with(STATUS, deb("base", "1", "") + deb("curl", "1", "") + deb("vim", "1", "")),
                layer().with("app/readme", "no database here"),
                layer().with(STATUS, deb("base", "1", "") + deb("curl", "2", "") + deb("vim", "1", "")));
        assertThat(image.attribution()).isEqualTo(Map.of("base", 0, "curl", 3, "vim", 1));
    }

    @Test
    void aPackageRemovedAndInstalledAgainBelongsToTheLaterLayer() throws Exception {
        TestImage image = TestImage.of(
                debian(deb("base", "1", ""), deb("curl", "1", "")),
                layer().with(STATUS, deb("base", "1", "")),
                layer().with(STATUS, deb("base", "1", "") + deb("curl", "1", "")));
        assertThat(image.attribution()).isEqualTo(Map.of("base", 0, "curl", 2));
    }

    @Test
    void onlyTheLastDatabaseCounts() throws Exception {
        TestImage image = TestImage.of(debian(deb("old", "1", "")), layer().with(STATUS, deb("new", "1", "")));
        assertThat(image.attribution()).isEqualTo(Map.of("new", 1));
    }

    @Test
    void deletedFilesAreNotInstalledAndTheirGapsDoNotCount() throws Exception {
        TestImage image = TestImage.of(
                debian(deb("base", "1", ""))
                        .with("app/node_modules/a/package.json", npm("a", "1.0.0"))
                        .with("app/broken.jar", "no archive"),
                layer().deleting("app"));
        assertThat(image.purls()).containsExactly("pkg:deb/debian/base@1?arch=amd64&distro=debian-12");
        assertThat(image.gapRules()).isEmpty();
    }

    @Test
    void aReplacedFileCountsInItsLastForm() throws Exception {
        TestImage image = TestImage.of(
                file("node_modules/a/package.json", npm("a", "1.0.0")),
                file("node_modules/a/package.json", npm("a", "2.0.0")));
        assertThat(image.purls()).containsExactly("pkg:npm/a@2.0.0");
        assertThat(image.attribution()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void ofTwoEntriesOfOnePathInALayerTheLastCounts() throws Exception {
        TestImage image = TestImage.of(layer().with("node_modules/a/package.json", npm("a", "1.0.0"))
                .with("node_modules/a/package.json", npm("a", "2.0.0")));
        assertThat(image.purls()).containsExactly("pkg:npm/a@2.0.0");
    }

    @Test
    void aHardLinkKeepsThePackageWhenItsFirstNameIsDeleted() throws Exception {
        TestLayer base = layer().with(
                        "lib/a.jar", TestJar.jar().pom("g.x", "a", "1").bytes())
                .hardLink("app/b.jar", "lib/a.jar");
        assertThat(TestImage.of(base, layer().deleting("lib")).purls()).containsExactly("pkg:maven/g.x/a@1");
        assertThat(TestImage.of(base, layer().deleting("lib").deleting("app")).purls())
                .isEmpty();
        assertThat(TestImage.of(base).purls()).hasSize(1);
    }

    @Test
    void anOlderDatabaseKeptUnderAnotherNameDoesNotCount() throws Exception {
        TestImage image = TestImage.of(
                debian(deb("old", "1", "")).hardLink("var/lib/dpkg/status-old", STATUS),
                layer().with(STATUS, deb("new", "1", "")));
        assertThat(image.attribution()).isEqualTo(Map.of("new", 1));
    }

    @Test
    void hardLinksToFilesThatWereNotReadAreOneGap() throws Exception {
        TestImage image = TestImage.of(layer().with("store/0123", npm("a", "1.0.0"))
                .with("store/4567", npm("b", "1.0.0"))
                .hardLink("node_modules/a/package.json", "store/0123")
                .hardLink("node_modules/b/package.json", "./store/4567")
                .hardLink("app/readme", "store/0123"));
        PackageInventory inventory = image.inventory();
        assertThat(inventory.gaps())
                .filteredOn(gap -> gap.rule().value().equals("unread-package-file"))
                .hasSize(1);
        assertThat(inventory.gaps().toString()).contains("store/0123, and 1 more such files");
    }

    @Test
    void theInventoryIsSortedWhateverTheOrderOfFiles() throws Exception {
        TestLayer one = layer().with("node_modules/b/package.json", npm("b", "1.0.0"))
                .with("node_modules/a/package.json", npm("a", "2.0.0"))
                .with("x/node_modules/a/package.json", npm("a", "1.0.0"))
                .with("a.jar", TestJar.jar().pom("z.z", "z", "1").bytes());
        assertThat(TestImage.of(one).purls())
                .containsExactly("pkg:maven/z.z/z@1", "pkg:npm/a@1.0.0", "pkg:npm/a@2.0.0", "pkg:npm/b@1.0.0");
        assertThat(TestImage.of(one).inventory()).isEqualTo(TestImage.of(one).inventory());
    }
}

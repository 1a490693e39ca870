package io.jenkins.lib.containergate.inventory.sbom;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static io.jenkins.lib.containergate.testkit.rpm.RpmHeaderBuilder.header;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.analysis.ScannedImage;
import io.jenkins.lib.containergate.inventory.analysis.TestLayer;
import io.jenkins.lib.containergate.testkit.rpm.SqliteWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SBOMs that lie in an image. */
class SbomFileReaderTest {
    private static final String CYCLONE = """
        {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [
           {"type": "library", "name": "time", "version": "0.1.40", "purl": "pkg:cargo/time@0.1.40"},
           {"type": "library", "name": "zlib", "version": "1.2.11-1", "purl": "pkg:deb/debian/zlib@1.2.11-1?distro=debian-12"},
           {"type": "library", "name": "own", "version": "1"}]}
        """;
    private static final String SPDX = """
        {"spdxVersion": "SPDX-2.3", "packages": [{"SPDXID": "a", "name": "lodash", "versionInfo": "4.17.4",
           "licenseDeclared": "MIT", "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:npm/lodash@4.17.4"}]}]}
        """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/share/sbom/shop.cdx.json",
                "opt/shop.cdx",
                "usr/lib/python3/site-packages/shop-1.0.dist-info/sboms/shop.cyclonedx.json"
            })
    void packagesOfLanguagesAreReadAndThoseOfTheSystemAreLeftToItsDatabase(String path) throws Exception {
        TestLayer layer = TestLayer.file(path, CYCLONE);
        assertThat(layer.names()).contains("time 0.1.40");
        assertThat(layer.gapRules()).isEmpty();
    }

    @Test
    void spdxIsReadAsWell() throws Exception {
        assertThat(TestLayer.file("opt/shop.spdx.json", SPDX).names()).containsExactly("lodash 4.17.4");
        assertThat(TestLayer.file("opt/shop.spdx", SPDX).packages().get(0).licenses())
                .containsExactly("MIT");
    }

    /** Programs of Microsoft bring such a manifest. */
    @Test
    void spdx22IsReadAsWell() throws Exception {
        TestLayer layer = TestLayer.file(
                "opt/microsoft/powershell/7/_manifest/spdx_2.2/manifest.spdx.json", SPDX.replace("2.3", "2.2"));
        assertThat(layer.names()).containsExactly("lodash 4.17.4");
        assertThat(layer.gapRules()).isEmpty();
        assertThat(TestLayer.file("opt/shop.spdx.json", SPDX.replace("2.3", "2.1"))
                        .gapRules())
                .containsExactly("unreadable-package-metadata opt/shop.spdx.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}", "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.1\"}"})
    void aDocumentThatCannotBeReadIsAGap(String json) throws Exception {
        assertThat(TestLayer.file("opt/shop.cdx.json", json).gapRules())
                .containsExactly("unreadable-package-metadata opt/shop.cdx.json");
    }

    /** Tools still write the older ones, and one that lists nothing hides nothing: what is there is read as everywhere. */
    @ParameterizedTest
    @ValueSource(strings = {"1.2", "1.3", "1.4", "1.7"})
    void everyVersionInUseIsReadAndOneWithoutComponentsIsNoGap(String version) throws Exception {
        TestLayer layer = TestLayer.file("opt/shop.cdx.json", CYCLONE.replace("1.6", version));
        assertThat(layer.names()).contains("time 0.1.40");
        TestLayer empty = TestLayer.file(
                "opt/shop.cdx.json", "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"" + version + "\"}");
        assertThat(empty.gapRules()).isEmpty();
        assertThat(empty.names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<bom/>", "SPDXVersion: SPDX-2.3\n", "[]"})
    void whatIsNotJsonOfThatKindIsPassedOver(String text) throws Exception {
        assertThat(TestLayer.file("opt/shop.spdx", text).inventory().files()).isEmpty();
    }

    @Test
    void documentsOfApkAreLeftToItsDatabase() throws Exception {
        assertThat(TestLayer.file("var/lib/db/sbom/zlib-1.2.11-r0.spdx.json", SPDX)
                        .names())
                .isEmpty();
    }

    @Test
    void whatAnotherFileOfTheImageNamesIsListedOnce(@TempDir Path directory) throws Exception {
        String json = "{\"name\":\"lodash\",\"version\":\"4.17.4\"}";
        ScannedImage image = ScannedImage.of(
                directory,
                layer().file("app/shop.spdx.json", SPDX)
                        .file("app/shop.cdx.json", CYCLONE)
                        .file("app/node_modules/lodash/package.json", json));
        assertThat(image.inventory().packages())
                .extracting(InstalledPackage::path)
                .containsExactlyInAnyOrder("app/node_modules/lodash/package.json", "app/shop.cdx.json");
    }

    /** Whoever writes one could otherwise explain what nothing else names. */
    @Test
    void anSbomExplainsNothingThatLiesBesideIt(@TempDir Path directory) throws Exception {
        String site = "usr/lib/python3/site-packages/";
        String python = CYCLONE.replace("cargo/time", "pypi/time");
        ScannedImage modules = ScannedImage.of(
                directory,
                layer().file(site + "django/__init__.py", "x")
                        .file(site + "shop/sboms/shop.cdx.json", python)
                        .file("app/node_modules/a/package.json", "{\"name\":\"a\",\"version\":\"1.0.0\"}"));
        assertThat(modules.gapRules()).containsExactly("unread-ecosystem");

        ScannedImage drupal = ScannedImage.of(
                directory,
                layer().file("var/www/core/lib/Drupal.php", "x")
                        .file("var/www/drupal.cdx.json", CYCLONE.replace("cargo/time", "composer/drupal/core"))
                        .file("app/node_modules/a/package.json", "{\"name\":\"a\",\"version\":\"1.0.0\"}"));
        assertThat(drupal.gapRules()).containsExactly("unread-ecosystem");
    }

    /** Wheels name the libraries that auditwheel copied into them. */
    @Test
    void packagesOfAnotherDistributionAreCountedAndThoseOfTheImagesAreNot(@TempDir Path directory) throws Exception {
        String wheel = """
            {"bomFormat": "CycloneDX", "specVersion": "1.4", "components": [
               {"type": "library", "bom-ref": "a", "name": "numpy", "version": "2.3.1", "purl": "pkg:pypi/numpy@2.3.1"},
               {"type": "library", "bom-ref": "b", "name": "libgfortran", "version": "8.5.0-22.el8_10",
                "purl": "pkg:rpm/almalinux/libgfortran@8.5.0-22.el8_10"},
               {"type": "library", "bom-ref": "c", "name": "zlib1g", "version": "1.2", "purl": "pkg:deb/debian/zlib1g@1.2?distro=debian-12"}]}
            """;
        ScannedImage image = ScannedImage.of(
                directory,
                layer().file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
                        .file("var/lib/dpkg/status", status("zlib1g", "1.2"))
                        .file("srv/numpy-2.3.1.dist-info/sboms/auditwheel.cdx.json", wheel)
                        .file(
                                "srv/other.dist-info/sboms/auditwheel.cdx.json",
                                "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.4\"}"));
        assertThat(image.purls())
                .containsExactlyInAnyOrder("pkg:pypi/numpy@2.3.1", "pkg:deb/debian/zlib1g@1.2?distro=debian-12");
        assertThat(image.inventory().ofOtherSystems()).isEqualTo(1);
        ScannedImage alma = ScannedImage.of(
                directory,
                layer().file("etc/os-release", "ID=almalinux\nVERSION_ID=\"8.10\"\n")
                        .file("var/lib/rpm/rpmdb.sqlite", rpm("libgfortran", "8.5.0-22.el8_10", 0))
                        .file("srv/a.cdx.json", wheel));
        assertThat(alma.inventory().ofOtherSystems()).isEqualTo(1);
    }

    /** An older base image built the wheel: the address is of the same distribution, and the database lists another version. */
    @Test
    void packagesOfAnotherReleaseOfTheSameDistributionAreCountedAsWell(@TempDir Path directory) throws Exception {
        ScannedImage image = ScannedImage.of(
                directory,
                layer().file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
                        .file("var/lib/dpkg/status", status("libgfortran5", "12.2.0-14"))
                        .file(
                                "srv/a.cdx.json",
                                wheel(
                                        "pkg:deb/debian/libgfortran5@10.2.1-6?distro=debian-11",
                                        "pkg:deb/debian/libgfortran5@12.2.0-14?distro=debian-12",
                                        "pkg:deb/debian/libquadmath0@12.2.0-14")));
        assertThat(image.inventory().ofOtherSystems()).isEqualTo(2);
        assertThat(image.gapRules()).isEmpty();
    }

    @Test
    void anEpochThatAnSbomLeavesOutMakesNoOtherPackage(@TempDir Path directory) throws Exception {
        ScannedImage image = ScannedImage.of(
                directory,
                layer().file("etc/os-release", "ID=almalinux\nVERSION_ID=\"9.4\"\n")
                        .file("var/lib/rpm/rpmdb.sqlite", rpm("openssl-libs", "3.0.7-16.el9", 1))
                        .file(
                                "srv/a.cdx.json",
                                wheel(
                                        "pkg:rpm/almalinux/openssl-libs@3.0.7-16.el9",
                                        "pkg:rpm/almalinux/openssl-libs@3.0.7-16.el9?epoch=1",
                                        "pkg:rpm/almalinux/openssl-libs@3.0.7-16.el9?epoch=2")));
        assertThat(image.inventory().ofOtherSystems()).isEqualTo(1);
    }

    private static String status(String name, String version) {
        return "Package: " + name + "\nStatus: install ok installed\nVersion: " + version + "\n\n";
    }

    private static byte[] rpm(String name, String version, int epoch) {
        return SqliteWriter.write(
                4096, List.of(header(name, version).epoch(epoch).bytes()));
    }

    private static String wheel(String... purls) {
        return Arrays.stream(purls)
                .map(purl -> "{\"type\": \"library\", \"name\": \"" + purl.replaceAll(".*/|@.*", "")
                        + "\", \"purl\": \"" + purl + "\"}")
                .collect(Collectors.joining(
                        ", ", "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.4\", \"components\": [", "]}"));
    }

    @Test
    void anImageOfWhichAnSbomAloneNamesPackagesHasNone(@TempDir Path directory) throws Exception {
        ScannedImage image = ScannedImage.of(
                directory, layer().file("app/shop.cdx.json", CYCLONE).file("app/shop", "x"));
        assertThat(image.gapRules()).containsExactly("no-packages-found");
        assertThat(image.inventory().packages()).hasSize(1);
    }
}

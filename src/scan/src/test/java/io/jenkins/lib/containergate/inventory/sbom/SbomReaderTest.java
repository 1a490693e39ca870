package io.jenkins.lib.containergate.inventory.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.InstalledPackage.SourcePackage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What single components of Syft, Trivy and others come to, and the bounds of a document. */
class SbomReaderTest {

    private static Sbom read(String json) throws GateException {
        return new SbomReader().read("a.json", json.getBytes(StandardCharsets.UTF_8));
    }

    private static Sbom cycloneDx(String components) throws GateException {
        return read("{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": [" + components + "]}");
    }

    private static InstalledPackage only(String component) throws GateException {
        Sbom sbom = cycloneDx(component);
        assertThat(sbom.components()).hasSize(1);
        assertThat(sbom.components().get(0).doubts()).isEmpty();
        return sbom.inventory().packages().get(0);
    }

    private static String component(String name, String version, String purl, String properties) {
        return "{\"type\": \"library\", \"name\": \"%s\", \"version\": \"%s\", \"purl\": \"%s\", \"properties\": [%s]}"
                .formatted(name, version, purl, properties);
    }

    private static String property(String name, String value) {
        return "{\"name\": \"" + name + "\", \"value\": \"" + value + "\"}";
    }

    @Test
    void aSourceRpmIsASourcePackageWithTheEpochOfWhatWasBuiltFromIt() throws GateException {
        InstalledPackage openssl = only(component(
                "openssl-libs",
                "1:3.0.7-27.el9",
                "pkg:rpm/redhat/openssl-libs@3.0.7-27.el9?arch=x86_64&epoch=1&upstream=openssl-3.0.7-27.el9.src.rpm&distro=rhel-9.4",
                ""));
        assertThat(openssl.version()).isEqualTo("1:3.0.7-27.el9");
        assertThat(openssl.source()).contains(new SourcePackage("openssl", "1:3.0.7-27.el9"));
        assertThat(only(component(
                                "kernel-default",
                                "6.4.0-1",
                                "pkg:rpm/opensuse/kernel-default@6.4.0-1?upstream=kernel-source-6.4.0-1.nosrc.rpm",
                                ""))
                        .source())
                .contains(new SourcePackage("kernel-source", "6.4.0-1"));
    }

    @Test
    void theSourcePackageOfADebianPackageIsReadAsSyftAndTrivyWriteIt() throws GateException {
        assertThat(only(component("libc6", "2.36-9", "pkg:deb/debian/libc6@2.36-9?upstream=glibc", ""))
                        .source())
                .contains(new SourcePackage("glibc", "2.36-9"));
        assertThat(only(component("g++", "4:12.2-3", "pkg:deb/debian/g%2B%2B@4:12.2-3?upstream=gcc@1.203", ""))
                        .source())
                .contains(new SourcePackage("gcc", "1.203"));
        assertThat(only(component(
                                "perl-base",
                                "5.36.0-7",
                                "pkg:deb/debian/perl-base@5.36.0-7",
                                property("aquasecurity:trivy:SrcName", "perl") + ", "
                                        + property("aquasecurity:trivy:SrcVersion", "5.36.0") + ", "
                                        + property("aquasecurity:trivy:SrcRelease", "7") + ", "
                                        + property("aquasecurity:trivy:SrcEpoch", "2")))
                        .source())
                .contains(new SourcePackage("perl", "2:5.36.0-7"));
    }

    @Test
    void aNameKeepsTheCaseThatItsPackageUrlLoses() throws GateException {
        assertThat(only(component(
                                "github.com/Masterminds/semver/v3",
                                "v3.2.0",
                                "pkg:golang/github.com/masterminds/semver@v3.2.0#v3",
                                ""))
                        .name())
                .isEqualTo("github.com/Masterminds/semver/v3");
        assertThat(only(component(
                                "jackson-databind",
                                "2.9.0",
                                "pkg:maven/com.fasterxml.jackson.core/jackson-databind@2.9.0",
                                ""))
                        .name())
                .isEqualTo("com.fasterxml.jackson.core:jackson-databind");
        assertThat(only(component("core", "7.0.0", "pkg:npm/%40babel/core@7.0.0", ""))
                        .name())
                .isEqualTo("@babel/core");
    }

    @Test
    void aSubpathIsOfAGoModuleOrOfAPackageInItAsTheNameOfTheComponentSays() throws GateException {
        assertThat(only(component(
                                "google.golang.org/genproto",
                                "v1.0.0",
                                "pkg:golang/google.golang.org/genproto@v1.0.0#googleapis/api/annotations",
                                ""))
                        .name())
                .isEqualTo("google.golang.org/genproto");
        assertThat(cycloneDx(component(
                                "annotations",
                                "v1.0.0",
                                "pkg:golang/google.golang.org/genproto@v1.0.0#googleapis/api/annotations",
                                ""))
                        .inventory()
                        .gaps())
                .extracting(gap -> gap.rule().value())
                .contains("sbom-component-unidentified");
    }

    @Test
    void theStandardLibraryOfGoHasOneVersionHoweverItIsWritten() throws GateException {
        for (String version : new String[] {"1.22.1", "v1.22.1", "go1.22.1"}) {
            assertThat(only(component("stdlib", version, "pkg:golang/stdlib@" + version, ""))
                            .version())
                    .isEqualTo("1.22.1");
        }
    }

    @Test
    void withoutAnOperatingSystemThePackagesSayWhichItIs() throws GateException {
        Sbom sbom = cycloneDx(
                component("a", "1", "pkg:rpm/opensuse/a@1?distro=opensuse-leap-15.5&upstream=b-1-1.src.rpm", ""));
        assertThat(sbom.os().orElseThrow().id()).isEqualTo("opensuse-leap");
        assertThat(sbom.os().orElseThrow().versionId()).contains("15.5");
        Sbom two = cycloneDx(component("a", "1", "pkg:deb/debian/a@1?distro=debian-12&upstream=c", "") + ", "
                + component("b", "1", "pkg:deb/debian/b@1?distro=debian-11&upstream=c", ""));
        assertThat(two.os()).isEmpty();
        assertThat(two.inventory().gaps()).extracting(gap -> gap.rule().value()).contains("sbom-contradiction");
    }

    @Test
    void aPackageInNoLayerHasTheDigestOfItsDocument() throws GateException {
        Sbom sbom = cycloneDx(component("left-pad", "1.3.0", "pkg:npm/left-pad@1.3.0", ""));
        InstalledPackage found = sbom.inventory().packages().get(0);
        assertThat(found.layer()).isEqualTo(sbom.digest());
        assertThat(found.path()).isEqualTo("a.json");
        assertThat(found.ecosystem()).isEqualTo(Ecosystem.NPM);
    }

    @Test
    void anSpdxPackageWithUrlsOfTwoPackagesIsNotOneOfThem() throws GateException {
        Sbom sbom = read("""
            {"spdxVersion": "SPDX-2.3", "packages": [{"SPDXID": "SPDXRef-1", "name": "a", "versionInfo": "1", "externalRefs": [
              {"referenceType": "purl", "referenceLocator": "pkg:npm/a@1"},
              {"referenceType": "purl", "referenceLocator": "pkg:npm/b@1"}]}]}
            """);
        assertThat(sbom.inventory().packages()).isEmpty();
        assertThat(sbom.inventory().gaps())
                .extracting(gap -> gap.rule().value())
                .containsExactly("sbom-contradiction");
    }

    @ParameterizedTest
    @CsvSource({
        "MIT, GPL-3.0-only, 'MIT,GPL-3.0-only'",
        "MIT, MIT, MIT",
        "MIT, NOASSERTION, MIT",
        "NONE, MIT, MIT",
        "NOASSERTION, NOASSERTION, ''"
    })
    void licensesThatAnSpdxPackageDeclaresAndThoseThatWereConcludedApply(
            String declared, String concluded, String licenses) throws GateException {
        Sbom sbom = read("""
            {"spdxVersion": "SPDX-2.3", "packages": [{"SPDXID": "SPDXRef-1", "name": "a", "versionInfo": "1",
              "licenseDeclared": "%s", "licenseConcluded": "%s",
              "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:npm/a@1"}]}]}
            """.formatted(declared, concluded));
        assertThat(sbom.inventory().packages())
                .extracting(found -> String.join(",", found.licenses()))
                .containsExactly(licenses);
    }

    /** Else a library that is called a system or a container would not be compared with anything. */
    @Test
    void whatHasThePackageUrlOfALibraryIsOneWhateverItIsCalled() throws GateException {
        String library = "pkg:npm/left-pad@1.3.0";
        Sbom cycloneDx =
                cycloneDx("{\"type\": \"operating-system\", \"name\": \"debian\", \"version\": \"12\", \"purl\": \""
                        + library + "\"}");
        assertThat(cycloneDx.inventory().packages())
                .extracting(InstalledPackage::name)
                .containsExactly("left-pad");
        for (String purpose : List.of("OPERATING-SYSTEM", "CONTAINER", "APPLICATION")) {
            Sbom spdx = read("""
                {"spdxVersion": "SPDX-2.3", "packages": [{"SPDXID": "a", "name": "debian", "versionInfo": "12",
                 "primaryPackagePurpose": "%s", "externalRefs": [{"referenceType": "purl", "referenceLocator": "%s"}]}]}
                """.formatted(purpose, library));
            assertThat(spdx.inventory().packages())
                    .as(purpose)
                    .extracting(InstalledPackage::name)
                    .containsExactly("left-pad");
        }
    }

    @Test
    void aDocumentBeyondItsBoundsIsRefused() {
        byte[] json = "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": []}"
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> new SbomReader(json.length - 1, 1_000).read("a.json", json))
                .isInstanceOf(LimitExceededException.class);
        assertThatThrownBy(() -> new SbomReader(json.length, 5).read("a.json", json))
                .isInstanceOf(GateException.class);
        String deep = "{\"components\": [".repeat(40) + "]}".repeat(40);
        assertThatThrownBy(() -> read(deep)).isInstanceOf(GateException.class);
    }

    @Test
    void manyDoubtsAreCountedAndNotListed() throws GateException {
        String mystery = "{\"type\": \"library\", \"name\": \"mystery\"}";
        Sbom sbom = cycloneDx((mystery + ", ").repeat(1_999) + mystery);
        assertThat(sbom.inventory().gaps()).hasSize(1_001);
        assertThat(sbom.inventory().gaps())
                .extracting(gap -> gap.actual())
                .anyMatch(text -> text.startsWith("1000 more"));
    }

    @Test
    void onlyADocumentOfThisProjectIsOneOfItsOwn() throws GateException {
        String own = component(
                "a",
                "1",
                "pkg:npm/a@1",
                property("container-gate:ecosystem", "npm") + ", " + property("container-gate:name", "a") + ", "
                        + property("container-gate:layer", "sha256:" + "a".repeat(64)) + ", "
                        + property("container-gate:path", "a/package.json"));
        assertThat(cycloneDx(own).own()).isTrue();
        assertThat(cycloneDx(own + ", " + component("b", "1", "pkg:npm/b@1", ""))
                        .own())
                .isFalse();
        assertThat(cycloneDx(own.replace("\"npm\"", "\"none\"")).own()).isFalse();
        assertThat(cycloneDx(own).inventory().packages().get(0).owner()).isEqualTo(Optional.empty());
    }

    @Test
    void theSubjectOfCycloneDxAndItsPartsArePackages() throws GateException {
        String subject = """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [], "metadata": {"component":
             {"type": "container", "name": "app", "purl": "%s", "components": [
              {"type": "library", "name": "left-pad", "version": "1.3.0", "purl": "pkg:npm/left-pad@1.3.0"},
              {"type": "library", "name": "mystery"}]}}}
            """;
        Sbom image = read(subject.formatted("pkg:oci/app@sha256:" + "a".repeat(64)));
        assertThat(image.inventory().packages())
                .extracting(InstalledPackage::name)
                .containsExactly("left-pad");
        assertThat(image.inventory().gaps()).hasSize(1);
        assertThat(read(subject.formatted("pkg:npm/shop@1")).inventory().packages())
                .extracting(InstalledPackage::name)
                .containsExactlyInAnyOrder("left-pad", "shop");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "almalinux-9.4 | almalinux | AlmaLinux OS Foundation (infra@almalinux.example) | ",
                "almalinux-9.4 | almalinux | AlmaLinux | ",
                "rhel-9.4 | redhat | Red Hat, Inc. | ",
                "rhel-9.4 | redhat | Fedora Project | Fedora Project",
                "opensuse-leap-15.5 | opensuse | SUSE LLC <https://www.suse.com/> | ",
                "opensuse-leap-15.5 | opensuse | obs://build.opensuse.org/home:somebody |"
                        + " obs://build.opensuse.org/home:somebody",
                "ubuntu-22.04 | ubuntu | Canonical Ltd. | ",
                "ubuntu-22.04 | ubuntu | Docker for Ubuntu | Docker for Ubuntu",
                "ubuntu-22.04 | ubuntu | Oracle (a@oracle.com) | oracle.com"
            })
    void thePackageOfAnotherSupplierIsUndecided(String distro, String namespace, String supplier, String vendor)
            throws GateException {
        String type = namespace.equals("ubuntu") ? "deb" : "rpm";
        Sbom sbom = read("""
            {"spdxVersion": "SPDX-2.3", "name": "shop", "packages": [
              {"SPDXID": "SPDXRef-1", "name": "zed", "versionInfo": "1-1", "supplier": "Organization: %s",
               "externalRefs": [{"referenceType": "purl",
                                 "referenceLocator": "pkg:%s/%s/zed@1-1?distro=%s&upstream=zed-1-1.src.rpm"}]}]}
            """.formatted(supplier, type, namespace, distro));
        assertThat(sbom.inventory().gaps())
                .extracting(gap -> gap.location().path().orElse(""))
                .isEqualTo(vendor == null ? List.of() : List.of("a.json!/" + vendor));
    }

    @ParameterizedTest
    @CsvSource({"bookworm, false", "debian-12, false", "trixie, true", "debian-13, true"})
    void aPackageUrlOfAnotherReleaseOfDebianIsAContradictionByNumberAndByName(String distro, boolean contradicts)
            throws GateException {
        Sbom sbom = cycloneDx("{\"type\": \"operating-system\", \"name\": \"debian\", \"version\": \"12\"}, "
                + component("zed", "1-1", "pkg:deb/debian/zed@1-1?distro=" + distro + "&upstream=z", ""));
        assertThat(sbom.inventory().gaps())
                .extracting(gap -> gap.rule().value())
                .isEqualTo(contradicts ? List.of("sbom-contradiction") : List.of());
        assertThat(SbomSystems.of("bookworm").versionId()).contains("12");
    }

    @Test
    void aHostileSupplierIsBoundedAndFitToShow() throws GateException {
        StringBuilder components = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            components
                    .append(i == 0 ? "" : ", ")
                    .append(component("z" + i, "1-1", "pkg:rpm/redhat/z" + i + "@1-1?distro=rhel-9.4&upstream=z", "")
                            .replace(
                                    "\"type\"", "\"publisher\": \"v\\u001b[2J" + i + "x".repeat(400) + "\", \"type\""));
        }
        assertThat(cycloneDx(components.toString()).inventory().gaps())
                .hasSize(51)
                .allSatisfy(gap -> {
                    assertThat(gap.title()).doesNotContain("\u001b").hasSizeLessThan(200);
                    assertThat(gap.location().path().orElseThrow()).doesNotContain("\u001b");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "(", "(@", "( :// "})
    void aLongSupplierCostsNoMoreThanItsLength(String repeated) {
        String supplier = "a" + repeated.repeat(1 << 19) + "b";
        assertThat(SbomText.supplier("Organization: " + supplier)).contains(supplier);
        assertThat(SbomText.supplier(supplier + "(a@oracle.com)")).contains(supplier + " <a@oracle.com>");
    }

    @Test
    void onlyAFileOfTrivyWithoutVersionIsNotAPackage() throws GateException {
        String file = """
            {"type": "%s", "name": "app/Cargo.lock", "version": "%s", "properties": [%s]}
            """;
        String kind = property("aquasecurity:trivy:Class", "lang-pkgs");
        assertThat(cycloneDx(file.formatted("application", "", kind)).components())
                .isEmpty();
        for (String entry : List.of(
                file.formatted("application", "1.0", kind),
                file.formatted("library", "", kind),
                file.formatted("application", "", ""))) {
            assertThat(cycloneDx(entry).inventory().gaps()).as(entry).isNotEmpty();
            assertThat(cycloneDx(entry).components()).as(entry).hasSize(1);
        }
    }

    @Test
    void otherSbomsThatADocumentRefersToAreNotEvaluatedAndThatIsSaid() throws GateException {
        String reference = "\"externalReferences\": [{\"type\": \"%s\", \"url\": \"%s\"}]";
        String serial = "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79";
        String json = """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "serialNumber": "%s", "version": 1, "components": [%s],
             "metadata": {"component": {"type": "container", "name": "shop", %s}}, %s}
            """;
        String plain = reference.formatted("website", "https://shop.example");
        String npm = component("a", "1", "pkg:npm/a@1", "");
        for (String address : List.of(
                "https://shop.example/db.cdx.json",
                "urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1",
                serial.replace("urn:uuid:", "urn:cdx:") + "/10")) {
            String other = reference.formatted("bom", address);
            String nested = npm.replaceFirst(
                    "}$",
                    ", \"components\": [{\"type\": \"library\", \"name\": \"b\", "
                            + "\"version\": \"1\", \"purl\": \"pkg:npm/b@1\", " + other + "}]}");
            for (String document : List.of(
                    json.formatted(serial, npm, plain, other),
                    json.formatted(serial, npm, other, plain),
                    json.formatted(serial, nested, plain, plain))) {
                assertThat(read(document).inventory().gaps())
                        .as(document)
                        .extracting(gap -> gap.rule().value() + " " + gap.actual())
                        .containsExactly("sbom-incomplete it refers to another SBOM, not read: " + address);
            }
        }
        String own = reference.formatted("bom", serial.replace("urn:uuid:", "urn:cdx:") + "/1#a");
        assertThat(read(json.formatted(serial, npm, plain, own)).inventory().gaps())
                .isEmpty();

        String spdx = """
            {"spdxVersion": "SPDX-2.3", "packages": [{"SPDXID": "a", "name": "a", "versionInfo": "1", "externalRefs": [
               {"referenceType": "purl", "referenceLocator": "pkg:npm/a@1"}]}], "externalDocumentRefs": [%s]}
            """;
        String other = """
            {"externalDocumentId": "DocumentRef-%1$s", "spdxDocument": "https://shop.example/%1$s"}\
            """;
        assertThat(read(spdx.formatted("")).inventory().gaps()).isEmpty();
        assertThat(read(spdx.formatted(other.formatted("db") + "," + other.formatted("ui")))
                        .inventory()
                        .gaps())
                .extracting(gap -> gap.rule().value() + " " + gap.actual())
                .containsExactly("sbom-incomplete it refers to 2 other SBOMs, not read: https://shop.example/db, ...");
    }

    @Test
    void compositionsCountBesideTheGapsOfAForeignDocument() throws GateException {
        String json = """
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [%s],
             "metadata": {"properties": [%s, %s]}, "compositions": [{"aggregate": "incomplete"}]}
            """.formatted(
                        component("a", "1", "pkg:npm/a@1", ""),
                        property("container-gate:gaps", "1"),
                        property("container-gate:gap", "unread-ecosystem: some (a)"));
        assertThat(read(json).inventory().gaps())
                .extracting(gap -> gap.rule().value())
                .contains("sbom-incomplete");
    }

    @Test
    void propertiesOfThisProjectSayNoOtherThanThePackageUrl() throws GateException {
        String own = component(
                "a",
                "1",
                "pkg:npm/a@1",
                property("container-gate:ecosystem", "npm") + ", " + property("container-gate:name", "a") + ", "
                        + property("container-gate:layer", "sha256:" + "a".repeat(64)) + ", "
                        + property("container-gate:path", "a/package.json"));
        assertThat(cycloneDx(own).inventory().packages()).hasSize(1);
        for (String forged : List.of(
                own.replace("pkg:npm/a@1", "pkg:npm/b@1"),
                own.replace("pkg:npm/a@1", "pkg:pypi/a@1"),
                own.replace("pkg:npm/a@1", "pkg:npm/a@2"),
                own.replace("pkg:npm/a@1", "pkg:npm/a"),
                own.replace("\"version\": \"1\"", "\"version\": \"\""),
                own.replace("name\", \"value\": \"a\"", "name\", \"value\": \"\""))) {
            Sbom sbom = cycloneDx(forged);
            assertThat(sbom.inventory().packages()).as(forged).isEmpty();
            assertThat(sbom.inventory().gaps()).as(forged).isNotEmpty();
            assertThat(sbom.own()).as(forged).isFalse();
        }
    }
}

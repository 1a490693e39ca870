package io.jenkins.lib.containergate.inventory.bitnami;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.analysis.TestLayer;
import io.jenkins.lib.containergate.inventory.sbom.SbomFileReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitnamiSpdxReaderTest {
    private static final String PATH = "opt/bitnami/search/.spdx-search.spdx";
    private static final String DOCUMENT = """
        {"spdxVersion": "SPDX-2.3", "name": "SPDX document for Search 8.9.1",
         "packages": [
          {"SPDXID": "SPDXRef-search", "name": "Search", "versionInfo": "8.9.1", "licenseDeclared": "Elastic-2.0",
           "externalRefs": [
            {"referenceCategory": "SECURITY", "referenceType": "cpe23Type", "referenceLocator": "cpe:2.3:*:x"},
            {"referenceCategory": "PACKAGE_MANAGER", "referenceType": "purl",
             "referenceLocator": "pkg:bitnami/search@8.9.1-2?arch=arm64&distro=debian-12"}]},
          {"SPDXID": "SPDXRef-Application-1", "name": "jar", "downloadLocation": "NONE"},
          {"SPDXID": "SPDXRef-Package-1", "name": "agent", "versionInfo": "1.36.0", "licenseDeclared": "NOASSERTION",
           "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:maven/co.elastic.apm/apm-agent@1.36.0"}]},
          {"name": "core", "versionInfo": "7.0.0",
           "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:npm/%40babel/core@7.0.0"}]}],
         "files": [], "relationships": []}
        """;

    @Test
    void componentsAndWhatIsInThemAreRead() throws Exception {
        TestLayer layer = TestLayer.file(PATH, DOCUMENT);

        assertThat(layer.names())
                .containsExactly("search 8.9.1-2", "co.elastic.apm:apm-agent 1.36.0", "@babel/core 7.0.0");
        assertThat(layer.packages())
                .extracting(found -> found.ecosystem())
                .containsExactly(Ecosystem.BITNAMI, Ecosystem.MAVEN, Ecosystem.NPM);
        assertThat(layer.packages().get(0).licenses()).containsExactly("Elastic-2.0");
        assertThat(layer.packages().get(1).licenses()).isEmpty();
        assertThat(layer.gapRules()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"opt/other/search/.spdx-search.spdx", "opt/bitnami/search/search.spdx.json"})
    void documentsThatBitnamiDidNotPutThereAreSbomsAsAnyOther(String path) throws Exception {
        assertThat(BitnamiSpdxReader.isComponent(path)).isFalse();
        assertThat(SbomFileReader.isDocument(path)).isTrue();
        assertThat(TestLayer.file(path, DOCUMENT).names()).contains("co.elastic.apm:apm-agent 1.36.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SPDXVersion: SPDX-2.3",
                "[]",
                "{}",
                "{\"packages\": []}",
                "{\"packages\": [{\"name\": \"group\"}]}",
                "{\"packages\": [1]}"
            })
    void aDocumentThatNamesNothingIsAGap(String text) throws Exception {
        assertThat(TestLayer.file(PATH, text).gapRules()).containsExactly("unreadable-package-metadata " + PATH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"x\", \"versionInfo\": \"1\"}",
                "{\"externalRefs\": [{\"referenceType\": \"purl\", \"referenceLocator\": \"no url\"}]}",
                "{\"externalRefs\": [{\"referenceType\": \"purl\", \"referenceLocator\": \"pkg:bitnami/x\"}]}",
                "{\"externalRefs\": [{\"referenceType\": \"purl\", \"referenceLocator\": \"pkg:deb/debian/x@1\"}]}",
                "{\"externalRefs\": [{\"referenceType\": \"purl\", \"referenceLocator\": \"pkg:swift/x/y@1\"}]}"
            })
    void aComponentThatCannotBeJudgedIsAGapBesideTheOthers(String component) throws Exception {
        TestLayer layer =
                TestLayer.file(PATH, DOCUMENT.replace("\"packages\": [", "\"packages\": [" + component + ","));

        assertThat(layer.gapRules()).containsExactly("unreadable-package-metadata " + PATH);
        assertThat(layer.names()).hasSize(3);
    }

    @Test
    void aDeepOrLargeDocumentIsAGap() throws Exception {
        assertThat(TestLayer.file(PATH, "{\"packages\":" + "[".repeat(5_000)).gapRules())
                .containsExactly("unreadable-package-metadata " + PATH);
        int max = InventoryLimits.defaults().maxMetadataBytes();
        assertThat(TestLayer.file(PATH, DOCUMENT + " ".repeat(max)).gapRules())
                .containsExactly("package-data-limit " + PATH);
    }
}

package io.jenkins.lib.containergate.inventory.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeclaredComponentsTest {
    private static final String DEBIAN = "ID=debian\nVERSION_ID=12\n";
    private static final String STATUS =
            "Package: a\nStatus: install ok installed\nVersion: 1\nArchitecture: amd64\n\n";
    private static final String SPDX = "opt/bitnami/shop/.spdx-shop.spdx";
    private static final String LIST = "opt/bitnami/.bitnami_components.json";
    private static final String DOCUMENT = """
        {"packages": [
          {"name": "Shop", "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:bitnami/shop@1.2.3-4"}]},
          {"name": "left", "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:npm/left@1.0.0"}]},
          {"name": "right", "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:npm/right@2.0.0"}]}]}
        """;

    private static TestLayer debian() {
        return TestLayer.layer().with("etc/os-release", DEBIAN).with("var/lib/dpkg/status", STATUS);
    }

    @Test
    void aLibraryWhoseFileLiesThereCountsOnce() throws Exception {
        TestImage image = TestImage.of(debian().with(SPDX, DOCUMENT)
                .with("opt/bitnami/shop/node_modules/left/package.json", "{\"name\":\"left\",\"version\":\"1.0.0\"}")
                .with("srv/node_modules/right/package.json", "{\"name\":\"right\",\"version\":\"2.0.0\"}"));

        assertThat(image.inventory().packages())
                .extracting(found -> found.purl() + " " + found.path())
                .contains(
                        "pkg:bitnami/shop@1.2.3-4 " + SPDX,
                        "pkg:npm/left@1.0.0 opt/bitnami/shop/node_modules/left/package.json",
                        "pkg:npm/right@2.0.0 " + SPDX,
                        "pkg:npm/right@2.0.0 srv/node_modules/right/package.json")
                .hasSize(5);
        assertThat(image.gapRules()).isEmpty();
    }

    @Test
    void componentsThatNoDocumentNamesAreAGap() throws Exception {
        assertThat(TestImage.of(debian().with(LIST, "{}")).gapRules()).containsExactly("unread-ecosystem");
        assertThat(TestImage.of(debian().with(LIST, "{}").with(SPDX, DOCUMENT)).gapRules())
                .isEmpty();
        assertThat(TestImage.of(
                                debian().with(LIST, "{}").with(SPDX, DOCUMENT),
                                TestLayer.layer().deleting(SPDX))
                        .gapRules())
                .containsExactly("unread-ecosystem");
    }
}

package io.jenkins.lib.containergate.inventory.npm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.analysis.TestLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpmPackageReaderTest {
    private static final String PATH = "app/node_modules/left-pad/package.json";

    @ParameterizedTest
    @CsvSource({
        "app/node_modules/left-pad/package.json, true",
        "node_modules/left-pad/package.json, true",
        "usr/local/lib/node_modules/npm/node_modules/@npmcli/arborist/package.json, true",
        "app/node_modules/.pnpm/a@1.0.0/node_modules/a/package.json, true",
        "app/package.json, true",
        "package.json, true",
        "app/node_modules/package.json, true",
        "app/node_modules/a/dist/esm/package.json, true",
        "app/node_modules/@scope/package.json, true",
        "app/node_modules/@scope/a/lib/package.json, true",
        "app/not_node_modules/a/package.json, true",
        "app/xnode_modules/a/package.json, true"
    })
    void everyPackageJsonIsRead(String path, boolean read) throws Exception {
        TestLayer layer = TestLayer.file(path, "{\"name\": \"a\", \"version\": \"1.0.0\"}");
        assertThat(layer.packages()).hasSize(read ? 1 : 0);
    }

    @Test
    void nameAndVersionComeFromTheContent() throws Exception {
        String json = """
            {"version": "1.2.3-beta.1", "nested": {"name": "x", "version": "9"}, "files": [["a"], {"b": 1}],
             "name": "@scope/real", "license": "MIT"}
            """;
        var packages =
                TestLayer.file("app/node_modules/alias/package.json", json).packages();
        assertThat(packages).hasSize(1);
        assertThat(packages.get(0).name()).isEqualTo("@scope/real");
        assertThat(packages.get(0).version()).isEqualTo("1.2.3-beta.1");
        assertThat(packages.get(0).licenses()).containsExactly("MIT");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"license\": {\"type\": \"ISC\", \"url\": \"https://example.org\"} | ISC",
                "\"licenses\": [{\"type\": \"MIT\"}, \"Apache-2.0\"] | MIT OR Apache-2.0",
                "\"license\": \"GPL-3.0\", \"licenses\": [{\"type\": \"MIT\"}] | GPL-3.0,MIT",
                "\"license\": \"MIT\", \"licenses\": [\"MIT\"] | MIT",
                "\"license\": null | ''",
                "\"license\": 5 | ''"
            })
    void oldLicenseFormsAreRead(String member, String licenses) throws Exception {
        var packages = TestLayer.file(PATH, "{\"name\":\"a\",\"version\":\"1.0.0\"," + member + "}")
                .packages();
        assertThat(String.join(",", packages.get(0).licenses())).isEqualTo(licenses);
    }

    @Test
    void ofARepeatedMemberTheLastCountsAndAByteOrderMarkIsTolerated() throws Exception {
        String json = "\uFEFF{\"name\":\"a\",\"version\":\"1.0.0\",\"version\":\"2.0.0\"}";
        assertThat(TestLayer.file(PATH, json).names()).containsExactly("a 2.0.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "\"x\"",
                "{\"name\":\"a\",\"version\":\"1.0.0\"",
                "{\"name\":\"a\",\"version\":\"1.0.0\"} x",
                "{\"name\":\"a\",\"version\":\"1.0.0\",}",
                "version https://git-lfs.github.com/spec/v1",
            })
    void invalidJsonIsAGap(String json) throws Exception {
        TestLayer layer = TestLayer.file(PATH, json);
        assertThat(layer.packages()).isEmpty();
        assertThat(layer.gapRules()).containsExactly("unreadable-package-metadata " + PATH);
    }

    @Test
    void deeplyNestedJsonIsAGap() throws Exception {
        assertThat(TestLayer.file(PATH, "{\"a\":" + "[".repeat(100_000)).gapRules())
                .containsExactly("unreadable-package-metadata " + PATH);
    }

    @Test
    void anIdentityWithControlCharactersOrHostileLengthIsAGap() throws Exception {
        assertThat(TestLayer.file(PATH, "{\"name\":\"a\\u0000b\",\"version\":\"1.0.0\"}")
                        .gapRules())
                .containsExactly("unreadable-package-metadata " + PATH);
        String longName = "a".repeat(5000);
        assertThat(TestLayer.file(PATH, "{\"name\":\"" + longName + "\",\"version\":\"1.0.0\"}")
                        .gapRules())
                .containsExactly("unreadable-package-metadata " + PATH);
    }

    @Test
    void aPackageThatCannotBePublishedIsNoGap() throws Exception {
        TestLayer layer = TestLayer.file(PATH, "{\"name\":\"workspace\",\"private\":true}");
        assertThat(layer.inventory().files()).isEmpty();
    }

    @Test
    void aFileLongerThanAllowedIsAGap() throws Exception {
        TestLayer layer = TestLayer.file(PATH, "{\"name\":\"a\",\"version\":\"1.0.0\"}")
                .limits(new InventoryLimits(100, 10, 100, 100));
        assertThat(layer.gapRules()).containsExactly("package-data-limit " + PATH);
    }
}

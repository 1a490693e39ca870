package io.jenkins.lib.containergate.inventory.php;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.analysis.TestLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComposerInstalledReaderTest {
    private static final String PATH = "app/vendor/composer/installed.json";
    private static final String PACKAGES = """
        [{"name": "acme/cart", "version": "v2.1.0", "version_normalized": "2.1.0.0",
          "dist": {"type": "zip", "url": "https://example.org/x.zip", "mirrors": [{"url": "a"}]},
          "require": {"php": ">=8", "name": "no"}, "license": ["MIT"]},
         {"name": "acme/shop", "version": "1.0.0-beta1", "license": []}]
        """;

    @Test
    void packagesOfComposer2AreRead() throws Exception {
        TestLayer layer =
                TestLayer.file(PATH, "{\"packages\": " + PACKAGES + ", \"dev\": true, \"dev-package-names\": []}");
        assertThat(layer.names()).containsExactly("acme/cart v2.1.0", "acme/shop 1.0.0-beta1");
        assertThat(layer.packages().get(0).licenses()).containsExactly("MIT");
    }

    @Test
    void packagesOfComposer1AreRead() throws Exception {
        assertThat(TestLayer.file(PATH, PACKAGES).names()).containsExactly("acme/cart v2.1.0", "acme/shop 1.0.0-beta1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{\"packages\": [",
                "{\"packages\": [{\"name\": \"a/b\"}]}",
                "{\"packages\": [1]}",
                "[] []"
            })
    void aListThatDoesNotParseIsAGap(String json) throws Exception {
        assertThat(TestLayer.file(PATH, json).gapRules()).containsExactly("unreadable-package-metadata " + PATH);
    }

    @Test
    void aDeepOrLargeListIsAGap() throws Exception {
        String deep = "[".repeat(5_000);
        assertThat(TestLayer.file(PATH, deep).gapRules()).containsExactly("unreadable-package-metadata " + PATH);
        InventoryLimits small = new InventoryLimits(100, 100, 100, 100);
        assertThat(TestLayer.file(PATH, PACKAGES).limits(small).gapRules())
                .containsExactly("package-data-limit " + PATH);
    }
}

package io.jenkins.lib.containergate.inventory.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.analysis.TestLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GemspecReaderTest {
    private static final String PATH = "usr/local/bundle/specifications/shop-2.1.0.gemspec";
    private static final String SHOP = """
        # -*- encoding: utf-8 -*-
        # stub: shop 2.1.0 ruby lib

        Gem::Specification.new do |s|
          s.name = "shop".freeze
          s.version = "2.1.0"

          s.required_rubygems_version = Gem::Requirement.new(">= 0".freeze) if s.respond_to? :required_rubygems_version=
          s.authors = ["Someone".freeze]
          s.licenses = ["MIT".freeze, "Ruby".freeze]
          s.rubygems_version = "3.4.20".freeze
        end
        """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                PATH,
                "usr/lib/ruby/gems/3.2.0/specifications/default/shop-2.1.0.gemspec",
                "specifications/shop-2.1.0.gemspec"
            })
    void aGemIsReadWhereverGemsAreInstalled(String path) throws Exception {
        TestLayer layer = TestLayer.file(path, SHOP);
        assertThat(layer.names()).containsExactly("shop 2.1.0");
        assertThat(layer.packages().get(0).licenses()).containsExactly("MIT", "Ruby");
    }

    @Test
    void aGemOfOneLicenseAndAVersionObjectIsRead() throws Exception {
        String spec = "Gem::Specification.new do |spec|\n  spec.name = 'cart'\n"
                + "  spec.version = Gem::Version.new('1.0.0.pre1')\n  spec.license = 'MIT'\nend\n";
        TestLayer layer = TestLayer.file(PATH, spec);
        assertThat(layer.names()).containsExactly("cart 1.0.0.pre1");
        assertThat(layer.packages().get(0).licenses()).containsExactly("MIT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s.licenses = [\"MIT\", \"C# Commons Clause\"]\n",
                "s.licenses = [\"MIT\", \"a\\nb\"]\n",
                "s.licenses = [\"MIT\", 'it\\'s mine']\n"
            })
    void licensesOfWhichOneCannotBeReadAreUnknown(String licenses) throws Exception {
        TestLayer layer = TestLayer.file(PATH, "s.name = \"shop\"\ns.version = \"1\"\n" + licenses);
        assertThat(layer.packages().get(0).licenses()).isEmpty();
    }

    @Test
    void theSourceOfAGemIsNoInstalledGem() throws Exception {
        assertThat(TestLayer.file("app/shop.gemspec", SHOP).packages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "s.name = \"shop\"\n",
                "s.name = \"shop\"\ns.version = Shop::VERSION\n",
                "s.name = \"sh#{op}\"\ns.version = \"1\"\n"
            })
    void aSpecificationThatCannotBeReadWithoutRunningItIsAGap(String text) throws Exception {
        assertThat(TestLayer.file(PATH, text).gapRules()).containsExactly("unreadable-package-metadata " + PATH);
    }

    @Test
    void aSpecificationLargerThanAllowedIsAGap() throws Exception {
        assertThat(TestLayer.file(PATH, SHOP)
                        .limits(new InventoryLimits(100, 100, 100, 100))
                        .gapRules())
                .containsExactly("package-data-limit " + PATH);
    }
}

package io.jenkins.lib.containergate.inventory.analysis;

import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.base;
import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A package that is a link to its directory is one, although no package manager installs where its files are. */
class LinkedPackagesTest {
    private static final String SITE = "usr/local/lib/python3.11/site-packages/";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        SITE + "django, /opt/django, opt/django/__init__.py",
        SITE + "google, ../../../../../opt/google, opt/google/cloud/storage.py",
        "usr/lib/python3/dist-packages/django, /usr/share/django, usr/share/django/__init__.py",
        "opt/py/site-packages, /opt/libraries, opt/libraries/django/__init__.py",
        "app/node_modules/lodash, ../../opt/lodash, opt/lodash/index.js",
        "app/node_modules/@acme/shop, /opt/shop, opt/shop/index.js",
        "usr/local/bundle/gems/rack-1.0.0, /opt/rack, opt/rack/lib/rack.rb",
        "app/vendor/symfony/yaml, /opt/yaml, opt/yaml/composer.json"
    })
    void isUndecidedWithoutItsMetadata(String link, String target, String file) throws Exception {
        assertThat(gaps(base().symlink(link, target).file(file, "{\"private\": true}")))
                .containsExactly(link);
        assertThat(gaps(base().symlink(link, target))).as("leads nowhere").isEmpty();
    }

    @Test
    void throughALinkOfALaterLayerAsWell() throws Exception {
        assertThat(gaps(
                        base().file("opt/django/__init__.py", "x"),
                        layer().symlink("opt/d", "django").symlink(SITE + "django", "/opt/d")))
                .containsExactly(SITE + "django");
        assertThat(gaps(
                        base().symlink(SITE + "django", "/opt/django").file("opt/django/__init__.py", "x"),
                        layer().whiteout("opt/django")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        SITE + "django, /opt/py/site-packages/django",
        "opt/venv/lib/site-packages, " + "/" + SITE,
        "app/node_modules/shop, ../packages/shop",
        "app/node_modules/.bin/shop, ../shop/cli.js",
        "app/node_modules/x, ./x",
        "srv/django, /opt/django",
        "usr/local/bundle/gems/rake-1.0.0, /opt/rake",
        "app/vendor/acme/shop, /opt/acme"
    })
    void whatIsNamedElsewhereOrLeadsToNoPackageIsNone(String link, String target) throws Exception {
        LayerBuilder named = base().file(SITE + "x-1.0.dist-info/METADATA", "Name: x\nVersion: 1.0\n")
                .file(SITE + "x-1.0.dist-info/RECORD", "x/__init__.py,,\n")
                .file("opt/py/site-packages/django/__init__.py", "x")
                .file("opt/py/site-packages/django-4.0.dist-info/METADATA", "Name: django\nVersion: 4.0\n")
                .file("opt/py/site-packages/django-4.0.dist-info/RECORD", "django/__init__.py,,\n")
                .file("app/packages/shop/package.json", "{\"private\": true}")
                .file("opt/django/views.py", "x")
                .file("opt/rake/lib/rake.rb", "x")
                .file("usr/local/bundle/specifications/rake-1.0.0.gemspec", "s.name=\"rake\"\ns.version=\"1.0.0\"")
                .file("opt/acme/composer.json", "{}")
                .file(
                        "app/vendor/composer/installed.json",
                        "{\"packages\":[{\"name\":\"acme/shop\",\"version\":\"1.0\"}]}");

        assertThat(gaps(named.symlink(link, target))).isEmpty();
    }

    @Test
    void aLinkThatADistributionListsIsOfIt() throws Exception {
        assertThat(gaps(base().file("opt/shop/__init__.py", "x")
                        .symlink(SITE + "shop", "/opt/shop")
                        .file(SITE + "shop-1.0.dist-info/METADATA", "Name: shop\nVersion: 1.0\n")
                        .file(SITE + "shop-1.0.dist-info/RECORD", "shop/__init__.py,,\n")))
                .isEmpty();
    }

    private List<String> gaps(LayerBuilder... layers) throws Exception {
        return ScannedImage.of(directory, layers).gapPaths();
    }
}

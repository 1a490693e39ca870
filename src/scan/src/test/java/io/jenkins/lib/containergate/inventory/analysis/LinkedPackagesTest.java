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
        "app/vendor/symfony/yaml, /opt/yaml, opt/yaml/composer.json",
        "usr/local/bundle/gems, /opt/g, opt/g/rack-1.0.0/lib/rack.rb",
        "app/vendor, /opt/v, opt/v/symfony/yaml/composer.json",
        "app/vendor/symfony, ../../opt/s, opt/s/yaml/composer.json",
        "node_modules, /opt/n, opt/n/lodash/index.js",
        "app/node_modules, /opt/n, opt/n/@acme/shop/lib/index.js",
        "app/node_modules/@acme, /opt/a, opt/a/shop/index.js",
        "app/requests, /opt/r, opt/r/certs.py",
        "app/lib/yaml, ../../opt/y, opt/y/constructor.py"
    })
    void isUndecidedWithoutItsMetadata(String link, String target, String file) throws Exception {
        assertThat(gaps(base().symlink(link, target).file(file, "{\"private\": true}")))
                .containsExactly(link);
        assertThat(gaps(base().symlink(link, target))).as("leads nowhere").isEmpty();
    }

    @Test
    void ofADirectoryOfSeveralOneThatNothingNamesIsEnough() throws Exception {
        LayerBuilder named = base().file("opt/a/shop/package.json", "{\"private\": true}")
                .file("opt/a/shop/index.js", "x")
                .symlink("app/node_modules/@acme", "/opt/a");
        LayerBuilder linked = layer().file("srv/cart/index.js", "x").symlink("opt/a/cart", "/srv/cart");

        assertThat(gaps(named)).isEmpty();
        assertThat(gaps(named, layer().file("opt/a/cart/index.js", "x"))).containsExactly("app/node_modules/@acme");
        assertThat(gaps(named, linked)).as("through another link").containsExactly("app/node_modules/@acme");
        assertThat(gaps(named, linked, layer().whiteout("opt/a/cart"))).isEmpty();
        assertThat(gaps(named, layer().file("opt/a/notes/readme.txt", "x"))).isEmpty();
    }

    @Test
    void linksInACircleEnd() throws Exception {
        assertThat(gaps(base().symlink("app/vendor", "/app")
                        .symlink("app/node_modules", "/app")
                        .symlink("app/gems", "..")
                        .symlink("app/@a", "/app")
                        .file("app/main.go", "x")))
                .containsExactly("app/node_modules");
    }

    @Test
    void moreLinkedDirectoriesThanAreLookedAtAreUndecided() throws Exception {
        LayerBuilder many = base();
        for (int i = 0; i < 101; i++) {
            many.symlink("app/" + i + "/vendor", "/opt/" + i).file("opt/" + i + "/x", "x");
        }

        assertThat(gaps(many)).hasSize(1).allMatch(path -> path.endsWith("/vendor"));
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
        "app/vendor/acme/shop, /opt/acme",
        "usr/local/bundle/gems, /opt/gs",
        "srv/vendor, /opt/v",
        "app/vendor/acme, /opt/as",
        "app/vendor/notes, /opt/gs",
        "app/node_modules, /srv/node_modules",
        "app/node_modules/@acme, ../packages",
        "app/redis, /opt/rake",
        "app/requests, /opt/py/site-packages/requests",
        "src/requests, /app/requests"
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
                .file("opt/gs/rake-1.0.0/lib/rake.rb", "x")
                .file("opt/acme/composer.json", "{}")
                .file("opt/as/shop/composer.json", "{}")
                .file("opt/v/acme/shop/composer.json", "{}")
                .file("opt/v/composer/installed.json", "{\"packages\":[{\"name\":\"acme/shop\",\"version\":\"1.0\"}]}")
                .file("app/requests/__init__.py", "x")
                .file("app/requests/certs.py", "x")
                .file("app/requests-2.0.dist-info/METADATA", "Name: requests\nVersion: 2.0\n")
                .file("app/requests-2.0.dist-info/RECORD", "requests/__init__.py,,\n")
                .file("opt/py/site-packages/requests/__init__.py", "x")
                .file("opt/py/site-packages/requests/certs.py", "x")
                .file("opt/py/site-packages/requests-2.0.dist-info/METADATA", "Name: requests\nVersion: 2.0\n")
                .file("opt/py/site-packages/requests-2.0.dist-info/RECORD", "requests/__init__.py,,\n")
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

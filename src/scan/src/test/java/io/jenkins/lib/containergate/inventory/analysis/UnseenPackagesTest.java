package io.jenkins.lib.containergate.inventory.analysis;

import static io.jenkins.lib.containergate.inventory.analysis.InventoryAssemblerTest.base;
import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.inventory.golang.TestElf;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages whose list was removed, and applications and stores that hold packages in a layout of their own. */
class UnseenPackagesTest {
    private static final String UNREAD = "unread-ecosystem";
    private static final String DEPS = """
        {"targets": {"net8.0": {
           "Shop/1.0.0": {"runtime": {"Shop.dll": {}}},
           "Acme.Cart/2.1.0": {"runtimeTargets": {"runtimes/unix/lib/net8.0/Acme.Cart.dll": {"rid": "unix"}},
                               "resources": {"lib/net8.0/cs/Shop.resources.dll": {"locale": "cs"}},
                               "native": {"runtimes/win/native/Native.exe": {}}},
           "Acme.Analyzers/3.0.0": {"compile": {"ref/Acme.Analyzers.dll": {}}},
           "Acme.Reference/1.0.0.0": {"runtime": {"Acme.Reference.dll": {}}},
           "Unlisted/1.0.0": {"runtime": {"Unlisted.dll": {}}}}},
         "libraries": {"Shop/1.0.0": {"type": "project"}, "Acme.Cart/2.1.0": {"type": "package"},
                       "Acme.Analyzers/3.0.0": {"type": "package"}, "Acme.Reference/1.0.0.0": {"type": "reference"}}}
        """;
    private static final String HASH = "0c3ivzxlpsmjamfc5mr1l0rmfd2bdcyv";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nix/store/" + HASH + "-openssl-1.1.1/lib/libssl.so",
                "gnu/store/" + HASH + "-openssl-1.1.1/lib/libssl.so",
                "var/www/wp-includes/version.php",
                "var/www/wp-content/plugins/akismet/readme.txt",
                "var/www/wp-content/themes/own/style.css",
                "opt/bitnami/wordpress/wp-includes/version.php",
                "var/www/core/lib/Drupal.php",
                "var/www/administrator/manifests/files/joomla.xml",
                "var/www/includes/Defines.php",
                "root/.cabal/store/ghc-9.4.7/package.db/aeson-2.0.conf",
                "opt/ghc/lib/package.conf.d/text-2.0.conf",
                "opt/julia/packages/HTTP/sJD5V/Project.toml",
                "app/lib/library.zip",
                "deno-dir/deps/https/deno.land/" + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "app/vendor/composer/autoload_real.php",
                "usr/local/bundle/gems/rack-1.0.0/lib/rack.rb",
                "usr/local/bundle/bundler/gems/rack-0a1b2c3d4e5f/rack.gemspec",
                "srv/images/shop/oci-layout",
                "var/www/wp-content/plugins/akismet/akismet.php",
                "var/www/wp-content/mu-plugins/own/load.php",
                "app/vendor/symfony/http-foundation/composer.json",
                "vendor/symfony/http-foundation/composer.json",
                "usr/local/lib/php/.registry/.channel.pecl.php.net/redis.reg",
                "home/linuxbrew/.linuxbrew/Cellar/zlib/1.2.11/.brew/zlib.rb",
                "home/linuxbrew/.linuxbrew/Cellar/zlib/1.2.11/sbom.spdx.json",
                "home/linuxbrew/.linuxbrew/Cellar/zlib/1.2.11/INSTALL_RECEIPT.json",
                "snap/core22/864/meta/snap.yaml",
                "var/lib/flatpak/app/org.example.Shop/x86_64/stable/0123/metadata",
                "root/.local/share/flatpak/runtime/org.example.Platform/x86_64/23.08/0123/deploy",
                "opt/spack/linux/gcc/zlib-1.2.11-abc/.spack/spec.json",
                "opt/vcpkg/installed/x64-linux/share/zlib/vcpkg.spdx.json",
                "var/lib/pacman/local/openssl-1.1.1-1/desc",
                "var/db/pkg/dev-libs/openssl-1.1.1/CONTENTS",
                "var/db/xbps/pkgdb-0.38.plist",
                "usr/lib/opkg/status",
                "opt/lib/opkg/status",
                "usr/pkg/pkgdb/openssl-1.1.1/+CONTENTS",
                "app/node_modules/.store/lodash@4.17.4-0a1b/node_modules/lodash/index.js",
                "app/node_modules/.bun/lodash@4.17.4/node_modules/lodash/index.js"
            })
    void areUndecided(String path) throws Exception {
        assertThat(scan(base().file(path, "x")).gapRules()).containsExactly(UNREAD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nix/store/.links",
                "var/www/wp-content/uploads/readme.txt",
                "app/version.php",
                "app/style.css",
                "app/gems/rack/lib/rack.rb",
                "app/packages/shop/src/Project.toml",
                "etc/shop/package.conf",
                "var/www/wp-content/plugins/index.php",
                "app/vendor/composer/ca-bundle/x.php",
                "app/composer.json",
                "app/vendor/composer.json",
                "app/vendor/a/b/tests/vendor/c/d/x.php",
                "app/vendor/a/b/c/composer.json",
                "app/node_modules/a/vendor/c/d/composer.json",
                "usr/share/php/.channels/pecl.php.net.reg",
                "app/meta/snap.yaml",
                "app/desc",
                "var/lib/pacman/sync/desc",
                "app/opkg/status",
                "app/Info.plist",
                "app/flatpak/app/metadata",
                "app/lib/shop.rb",
                "app/node_modules/.store/x.js"
            })
    void aFileThatIsOnlyCalledSoIsNoGap(String path) throws Exception {
        assertThat(scan(base().file(path, "x")).gapRules()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        app/vendor/composer/autoload_real.php      | app/vendor/composer/installed.json               | {"packages":[]}
        b/gems/rack-1.0.0/lib/rack.rb              | b/specifications/rack-1.0.0.gemspec              | s.name="rack"; s.x
        b/gems/rack-1.0.0/lib/rack.rb              | b/specifications/default/rack-1.0.0.gemspec      | s.name="rack"; s.x
        var/www/core/lib/Drupal.php                | vendor/composer/installed.json | [{"name":"drupal/core","version":"10.1.0"}]
        """)
    void whatIsNamedElsewhereIsNotUnread(String sign, String list, String content) throws Exception {
        assertThat(scan(base().file(sign, "x").file(list, content.replace("; s.x", "\ns.version=\"1.0.0\"")))
                        .gapRules())
                .isEmpty();
        assertThat(scan(base().file(sign, "x").file("other/" + list, "x")).gapRules())
                .contains(UNREAD);
    }

    @Test
    void aPackageOfComposerThatItsListDoesNotNameIsUndecided() throws Exception {
        String list = "{\"packages\":[{\"name\":\"%s\",\"version\":\"1.0\"}]}";
        String sign = "app/vendor/symfony/yaml/composer.json";
        String installed = "app/vendor/composer/installed.json";

        assertThat(scan(base().file(sign, "{}").file(installed, list.formatted("Symfony/Yaml")))
                        .gapRules())
                .isEmpty();
        assertThat(scan(base().file(sign, "{}").file(installed, list.formatted("symfony/mailer")))
                        .gapRules())
                .containsExactly(UNREAD);
        assertThat(scan(base().file(sign, "{}")
                                .file("other/vendor/composer/installed.json", list.formatted("symfony/yaml")))
                        .gapRules())
                .containsExactly(UNREAD);
        assertThat(scan(base().file("app/vendor/composer/autoload_real.php", "x")
                                .file(installed, "{}"))
                        .gapRules())
                .containsExactly("unreadable-package-metadata");
    }

    @Test
    void aFileSystemInAFileIsUndecidedWhateverItsName() throws Exception {
        for (String path : List.of("var/lib/snapd/snaps/core22_864.snap", "opt/data.bin")) {
            assertThat(scan(base().file(path, "hsqs" + "x".repeat(200))).gapRules())
                    .as(path)
                    .containsExactly(UNREAD);
        }
        assertThat(scan(base().file("opt/shop.cdx", "hsqs" + "x".repeat(200))).gapRules())
                .as("called like an SBOM")
                .containsExactly(UNREAD);
        assertThat(scan(base().file("app/__snapshots__/shop.test.js.snap", "exports"))
                        .gapRules())
                .isEmpty();
    }

    @Test
    void aListThatALaterLayerRemovedExplainsNothing() throws Exception {
        LayerBuilder whole =
                base().file("v/composer/autoload_real.php", "x").file("v/composer/installed.json", "{\"packages\":[]}");

        assertThat(scan(whole, layer().whiteout("v/composer/installed.json")).gapRules())
                .containsExactly(UNREAD);
    }

    @Test
    void anApplicationThatBitnamiInstalledIsAComponentButWhatWasAddedIsNot() throws Exception {
        String spdx = "{\"spdxVersion\":\"SPDX-2.3\",\"packages\":[{\"name\":\"wordpress\",\"versionInfo\":\"6.4.2-0\","
                + "\"externalRefs\":[{\"referenceType\":\"purl\",\"referenceLocator\":\"pkg:bitnami/wordpress@6.4.2-0\"}]}]}";
        LayerBuilder bitnami = base().file("opt/bitnami/wordpress/.spdx-wordpress.spdx", spdx)
                .file("opt/bitnami/wordpress/wp-includes/version.php", "x");

        assertThat(scan(bitnami).gapRules()).isEmpty();
        assertThat(scan(bitnami.file("opt/bitnami/wordpress/wp-content/plugins/shop/readme.txt", "x"))
                        .gapRules())
                .containsExactly(UNREAD);
    }

    @Test
    void anOperatingSystemWithASmallStoreHasOneFinding() throws Exception {
        LayerBuilder layer = base();
        for (int i = 0; i < 50; i++) {
            layer.file("nix/store/" + HASH + "-a/" + i, "x");
        }
        assertThat(scan(layer).gapRules()).containsExactly(UNREAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app/Shop.dll", "app/plugins/own/Shop.dll", "app/Shop.exe", "Shop.dll"})
    void aLibraryOfDotNetWithoutAListIsUndecided(String path) throws Exception {
        assertThat(scan(base().file(path, managed(true))).gapRules()).containsExactly(UNREAD);
        assertThat(scan(base().file(path, managed(false))).gapRules()).containsExactly(UNREAD);
    }

    @ParameterizedTest
    @CsvSource({
        "app/Shop.dll, app/Shop.deps.json",
        "app/cs/Shop.resources.dll, app/Shop.deps.json",
        "app/runtimes/unix/lib/net8.0/Acme.Cart.dll, app/Shop.deps.json",
        "app/Native.exe, app/Shop.deps.json",
        "app/refs/Shop.dll, app/Shop.deps.json",
        "opt/microsoft/powershell/7/ref/Shop.dll, opt/microsoft/powershell/7/pwsh.deps.json",
        "app/Shop.dll, app/packages.lock.json",
        "app/bin/Release/net8.0/Other.dll, app/packages.lock.json",
        "usr/share/dotnet/sdk/8.0.100/Roslyn/a/b.dll, usr/share/dotnet/sdk/8.0.100/dotnet.deps.json",
        "usr/lib/python3/site-packages/clr_loader/ffi/dlls/x.dll, etc/x",
        "usr/share/dotnet/packs/Microsoft.NETCore.App.Ref/8.0.0/ref/net8.0/System.dll, etc/x"
    })
    void aLibraryOfDotNetThatAListAboveNamesIsNoGap(String path, String list) throws Exception {
        assertThat(scan(base().file(path, managed(true)).file(list, DEPS)).gapRules())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "app/Shop.dll, x.deps.json",
        "opt/shop/Shop.dll, opt/x.deps.json",
        "usr/local/share/shop/Shop.dll, usr/local/share/x.deps.json"
    })
    void aListInADirectoryOfManyProgramsExplainsNoLibraryOfAnother(String path, String list) throws Exception {
        assertThat(scan(base().file(path, managed(true)).file(list, DEPS)).gapRules())
                .containsExactly(UNREAD);
    }

    @ParameterizedTest
    @CsvSource({
        "app/Newtonsoft.Json.dll, app/Shop.deps.json",
        "app/plugins/Newtonsoft.Json.dll, app/Shop.deps.json",
        // compiled against it alone, so that no package is reported for it
        "app/Acme.Analyzers.dll, app/Shop.deps.json",
        // of a package that the list does not name
        "app/Acme.Reference.dll, app/Shop.deps.json",
        "app/Unlisted.dll, app/Shop.deps.json",
        // called like a listed file, in a directory that the list does not lay files out in
        "app/plugins/Shop.dll, app/Shop.deps.json",
        "app/cs/Shop.dll, app/Shop.deps.json",
        "app/plugins/Other.dll, app/packages.lock.json",
        "app/sdk/x/Newtonsoft.Json.dll, app/sdk/dotnet.deps.json",
        "other/Shop.dll, app/Shop.deps.json"
    })
    void aLibraryOfDotNetThatNoListAboveNamesIsUndecided(String path, String list) throws Exception {
        assertThat(scan(base().file(path, managed(true)).file(list, DEPS)).gapRules())
                .containsExactly(UNREAD);
    }

    @Test
    void aListThatALaterLayerReplacedExplainsNothingAnyMore() throws Exception {
        assertThat(scan(
                                base().file("app/Shop.dll", managed(true)).file("app/Shop.deps.json", DEPS),
                                layer().file("app/Shop.deps.json", "{}"))
                        .gapRules())
                .containsExactly(UNREAD);
    }

    @Test
    void aLinkToAListOfDotNetListsNothingWhereItLies() throws Exception {
        assertThat(scan(base().file("app/Shop.dll", managed(true))
                                .file("srv/Shop.deps.json", DEPS)
                                .symlink("app/Shop.deps.json", "/srv/Shop.deps.json"))
                        .gapRules())
                .contains(UNREAD);
    }

    @Test
    void aLibraryOfWindowsThatIsNotOfDotNetIsNoGap() throws Exception {
        byte[] native64 = managed(true);
        ByteBuffer.wrap(native64).order(ByteOrder.LITTLE_ENDIAN).putInt(64 + 24 + 112 + 14 * 8, 0);

        assertThat(scan(base().file("app/zlib.dll", native64)).gapRules()).isEmpty();
    }

    private static final String SITE = "usr/lib/python3.11/site-packages/";

    private static LayerBuilder python() {
        return base().file(SITE + "requests/__init__.py", "x")
                .file(SITE + "requests-2.0.dist-info/METADATA", "Name: requests\nVersion: 2.0\n")
                .file(
                        SITE + "requests-2.0.dist-info/RECORD",
                        "requests/__init__.py,sha256=x,1\nrequests/a/__init__.py,,\nrequests-2.0.dist-info/RECORD,,\n")
                .file(SITE + "yaml/__init__.py", "x")
                .file(SITE + "PyYAML-5.1.egg-info/PKG-INFO", "Name: PyYAML\nVersion: 5.1\n")
                .file(SITE + "PyYAML-5.1.egg-info/top_level.txt", "_yaml\nyaml\n");
    }

    @Test
    void aPythonPackageThatNoDistributionListsIsUndecidedWhereAllHaveLists() throws Exception {
        assertThat(scan(python()).gapRules()).isEmpty();
        assertThat(scan(python().file(SITE + "django/__init__.py", "x"))
                        .inventory()
                        .gaps())
                .extracting(gap -> gap.location().path())
                .containsExactly(Optional.of(SITE + "django/__init__.py"));
        assertThat(scan(python(), layer().whiteout(SITE + "requests-2.0.dist-info"))
                        .gapRules())
                .containsExactly(UNREAD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"six.py", "six.pyc", "_cffi_backend.cpython-311-x86_64-linux-gnu.so", "_yaml.so"})
    void aPythonModuleThatNoDistributionListsIsUndecidedWhereAllHaveLists(String module) throws Exception {
        LayerBuilder listed = python().file(SITE + module, "x")
                .file(SITE + "six-1.0.dist-info/METADATA", "Name: six\nVersion: 1.0\n");
        assertThat(scan(listed.file(SITE + "six-1.0.dist-info/RECORD", module + ",sha256=x,1\n"))
                        .gapRules())
                .isEmpty();
        assertThat(scan(python().file(SITE + module, "x")).gapRules())
                .containsExactlyElementsOf(module.startsWith("_yaml") ? List.of() : List.of(UNREAD));
        assertThat(scan(base().file(SITE + module, "x")).gapRules()).containsExactly(UNREAD);
    }

    @Test
    void modulesThatToolsAndUsersPutIntoAnEnvironmentAreNoPackages() throws Exception {
        assertThat(scan(python().file(SITE + "_virtualenv.py", "x")
                                .file(SITE + "sitecustomize.py", "x")
                                .file(SITE + "README.txt", "x")
                                .file(SITE + "requests/api.py", "x"))
                        .gapRules())
                .isEmpty();
    }

    @Test
    void aPythonDistributionThatListsItsFilesAndDoesNotSayWhatItIsIsUndecided() throws Exception {
        for (String metadata : List.of("requests-2.0.dist-info/METADATA", "PyYAML-5.1.egg-info/PKG-INFO")) {
            assertThat(scan(python(), layer().whiteout(SITE + metadata)).gapRules())
                    .as(metadata)
                    .containsExactly(UNREAD);
        }
    }

    @Test
    void metadataThatAreALinkToThoseOfAStoreSayWhatADistributionIs() throws Exception {
        LayerBuilder linked = base().file("store/requests-2.0.dist-info/METADATA", "Name: requests\nVersion: 2.0\n")
                .symlink(SITE + "requests-2.0.dist-info/METADATA", "/store/requests-2.0.dist-info/METADATA")
                .file(SITE + "requests-2.0.dist-info/RECORD", "requests/__init__.py,,\n");

        assertThat(scan(linked).gapRules()).isEmpty();
    }

    @Test
    void whereADistributionHasNoListPythonPackagesAreNotToldApart() throws Exception {
        LayerBuilder some = python().file(SITE + "six-1.0.dist-info/METADATA", "Name: six\nVersion: 1.0\n");

        assertThat(scan(some.file(SITE + "django/__init__.py", "x")).gapRules()).isEmpty();
    }

    @Test
    void aDistributionThatIsBundledInsideAnotherChangesNothing() throws Exception {
        LayerBuilder some =
                python().file(SITE + "requests/_vendor/six-1.0.dist-info/METADATA", "Name: six\nVersion: 1.0\n");

        assertThat(scan(some.file(SITE + "django/__init__.py", "x")).gapRules()).containsExactly(UNREAD);
    }

    @Test
    void aRustProgramIsExplainedByTheLockFileOfItsCrates() throws Exception {
        byte[] program = TestElf.elf()
                .sectionName(".comment")
                .data("rustc version 1.80.0\0".getBytes(StandardCharsets.US_ASCII))
                .bytes();
        String lock = "[[package]]\nname = \"time\"\nversion = \"0.1.40\"\n";

        assertThat(scan(base().file("app/shop", program)).gapRules()).containsExactly(UNREAD);
        assertThat(scan(base().file("app/shop", program).file("app/Cargo.lock", lock))
                        .gapRules())
                .isEmpty();
    }

    @Test
    void aLockFileExplainsTheProgramsBelowItAndThoseOfItsPackages() throws Exception {
        byte[] program = TestElf.elf()
                .sectionName(".comment")
                .data("rustc version 1.80.0\0".getBytes(StandardCharsets.US_ASCII))
                .bytes();
        String lock = "[[package]]\nname = \"web-shop\"\nversion = \"0.1.40\"\n";

        assertThat(scan(base().file("usr/bin/other", program).file("app/Cargo.lock", lock))
                        .gapRules())
                .containsExactly(UNREAD);
        assertThat(scan(base().file("usr/bin/other", program).file("Cargo.lock", lock))
                        .gapRules())
                .containsExactly(UNREAD);
        assertThat(scan(base().file("usr/bin/other", program).file("usr/Cargo.lock", lock))
                        .gapRules())
                .containsExactly(UNREAD);
        assertThat(scan(base().file("opt/other/other", program).file("opt/Cargo.lock", lock))
                        .gapRules())
                .containsExactly(UNREAD);
        assertThat(scan(base().file("opt/other", program).file("opt/Cargo.lock", lock))
                        .gapRules())
                .isEmpty();
        assertThat(scan(base().file("app/target/release/other", program).file("app/Cargo.lock", lock))
                        .gapRules())
                .isEmpty();
        assertThat(scan(base().file("app/vendor/other", program).file("app/Cargo.lock", lock))
                        .gapRules())
                .containsExactly(UNREAD);
        assertThat(scan(base().file("usr/bin/web-shop", program).file("app/Cargo.lock", lock))
                        .gapRules())
                .isEmpty();
        assertThat(scan(base().file("usr/lib/libweb_shop.so", program).file("app/Cargo.lock", lock))
                        .gapRules())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "app/node_modules/lodash/, index.js",
        "app/node_modules/lodash/, dist/esm/index.mjs",
        "node_modules/@babel/core/, lib/index.cjs",
        "app/node_modules/express/node_modules/qs/, lib/index.js",
        "app/node_modules/.pnpm/lodash@4.17.4/node_modules/lodash/, lodash.js",
        "usr/local/lib/node_modules/npm/node_modules/@npmcli/fs/, lib/index.js",
        "app/node_modules/bcrypt/, lib/binding/bcrypt.node"
    })
    void aPackageOfNpmWithoutItsPackageJsonIsUndecided(String directory, String file) throws Exception {
        String json = "{\"name\":\"x\",\"version\":\"1.0.0\"}";
        LayerBuilder code = base().file(directory + file, "x");

        assertThat(scan(code).gapRules()).containsExactly(UNREAD);
        assertThat(scan(base().file(directory + file, "x").file(directory + file, "y"))
                        .gapRules())
                .containsExactly(UNREAD);
        assertThat(scan(code, layer().file(directory + "package.json", json)).gapRules())
                .isEmpty();
        assertThat(scan(code, layer().file(directory + "package.json", "{\"private\":true}"))
                        .gapRules())
                .isEmpty();
        assertThat(scan(
                                code,
                                layer().file(directory + "package.json", json),
                                layer().whiteout(directory + "package.json"))
                        .gapRules())
                .containsExactly(UNREAD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"lodash\"}",
                "{\"version\":\"4.17.4\"}",
                "{\"name\":\"lodash\",\"version\":\" \"}",
                "{\"name\":\"lodash\",\"version\":4}",
                "{\"name\":\"lodash\",\"version\":\"4.17.4\",\"version\":null}",
                "{\"private\":\"true\"}",
                "{\"private\":true,\"private\":false}",
                "version https://git-lfs.github.com/spec/v1"
            })
    void aPackageOfNpmWhosePackageJsonDoesNotNameItIsUndecided(String json) throws Exception {
        for (String directory : List.of(
                "app/node_modules/lodash/",
                "node_modules/@scope/lodash/",
                "app/node_modules/express/node_modules/lodash/",
                "app/node_modules/.pnpm/lodash@4.17.4/node_modules/lodash/")) {
            assertThat(scan(base().file(directory + "index.js", "x").file(directory + "package.json", json))
                            .gapRules())
                    .as(directory)
                    .containsExactly("unreadable-package-metadata");
        }
        // what tells the loader the kind of the modules beside it
        assertThat(scan(base().file("app/node_modules/lodash/package.json", "{\"name\":\"a\",\"version\":\"1.0.0\"}")
                                .file("app/node_modules/lodash/esm/package.json", json)
                                .file("app/node_modules/lodash/esm/index.js", "x"))
                        .gapRules())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app/node_modules/.bin/mocha.js",
                "app/node_modules/.cache/babel-loader/x.js",
                "app/node_modules/.prisma/client/index.js",
                "app/node_modules/_shared/x.js",
                "app/node_modules/single.js",
                "app/node_modules/.pnpm/x.js",
                "node_modules/.pnpm/x.js",
                "app/node_modules/x/README.md",
                "app/node_modules/x/index.d.ts",
                "usr/lib/python3/dist-packages/notebook/node_modules/x/index.js",
                "usr/local/bundle/gems/x-1.0/test/node_modules/x/index.js"
            })
    void whatIsNoPackageOfNpmHasNoPackageJson(String path) throws Exception {
        assertThat(scan(base().file(path, "x")).gapRules()).isEmpty();
    }

    @Test
    void aDirectoryStaysUndecidedWhenALaterLayerDeletesOneOfItsFiles() throws Exception {
        for (String directory : List.of("app/node_modules/x/", "nix/store/" + HASH + "-openssl-1.1.1/lib/")) {
            LayerBuilder code = base().file(directory + "Gruntfile.js", "x").file(directory + "index.js", "x");
            assertThat(scan(code, layer().whiteout(directory + "Gruntfile.js")).gapRules())
                    .as(directory)
                    .containsExactly(UNREAD);
            assertThat(scan(code, layer().file(directory + "Gruntfile.js", "y")).gapRules())
                    .as(directory)
                    .containsExactly(UNREAD);
            assertThat(scan(code, layer().whiteout(directory.split("/")[0])).gapRules())
                    .as(directory)
                    .isEmpty();
        }
    }

    @Test
    void aFixtureInAPackageOfNpmBelongsToIt() throws Exception {
        String resolve = "app/node_modules/resolve/";

        assertThat(scan(base().file(resolve + "package.json", "{\"name\":\"resolve\",\"version\":\"1.0.0\"}")
                                .file(resolve + "index.js", "x")
                                .file(resolve + "test/shadowed_core/node_modules/util/index.js", "x")
                                .file("npm/node_modules/meteor/npm-mongo/node_modules/mongodb/index.js", "x"))
                        .gapRules())
                .isEmpty();
    }

    @Test
    void aLockFileExplainsNoProgramOfThePackagesThatItFetches() throws Exception {
        byte[] program = TestElf.elf()
                .sectionName(".comment")
                .data("rustc version 1.80.0\0".getBytes(StandardCharsets.US_ASCII))
                .bytes();
        String own = "[[package]]\nname = \"shop\"\nversion = \"0.1.40\"\n\n";
        String fetched = "[[package]]\nname = \"ripgrep\"\nversion = \"14.1.0\"\nsource = %s\n\n";

        for (String source : List.of(
                "\"registry+https://github.com/rust-lang/crates.io-index\"",
                "\"git+https://git.example/ripgrep?branch=\\\"a\\\"#0123\"")) {
            String lock = own + fetched.formatted(source) + own.replace("shop", "zip");
            assertThat(scan(base().file("usr/bin/ripgrep", program).file("app/Cargo.lock", lock))
                            .gapRules())
                    .as(source)
                    .containsExactly(UNREAD);
            assertThat(scan(base().file("usr/bin/zip", program).file("app/Cargo.lock", lock))
                            .gapRules())
                    .isEmpty();
        }
    }

    /** A program of Windows whose data directory names a header of the runtime. */
    private static byte[] managed(boolean wide) {
        ByteBuffer file = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        file.put(0, (byte) 'M').put(1, (byte) 'Z').putInt(0x3c, 64);
        file.putInt(64, 0x4550).putShort(64 + 24, (short) (wide ? 0x20b : 0x10b));
        int directories = 64 + 24 + (wide ? 112 : 96);
        file.putInt(directories - 4, 16).putInt(directories + 14 * 8, 0x2000).putInt(directories + 14 * 8 + 4, 72);
        return file.array();
    }

    private ScannedImage scan(LayerBuilder... layers) throws Exception {
        return ScannedImage.of(directory, layers);
    }
}

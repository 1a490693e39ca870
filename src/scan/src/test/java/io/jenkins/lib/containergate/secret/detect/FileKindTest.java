package io.jenkins.lib.containergate.secret.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                ".env",
                "srv/.env.production",
                "srv/prod.env",
                "srv/app.conf.in",
                "srv/database.yml.bak.orig",
                "srv/.database.yml.swp",
                "srv/.env.swp",
                "srv/database.yml~",
                "srv/#database.yml#",
                "srv/database.yml.~12~",
                "srv/app.conf.5",
                "srv/app.conf-20261101",
                "srv/app.properties.2026-11-01",
                "srv/app.properties.20261101T083000Z.bak",
                "srv/app.properties_old",
                "srv/app.properties-20261101_0830",
                "srv/app.properties (copy)",
                "srv/app.properties (2)",
                "srv/app.properties.prod",
                "srv/app.properties.tmp",
                "etc/environment",
                "etc/default/app",
                "srv/Dockerfile.release",
                "srv/docker-compose.prod.yml",
                "usr/src/app/config.json",
                "usr/src/app/lib/settings.py",
                "usr/src/linuxapp",
                "srv/latest/app.ini",
                "srv/python3/app.ini",
                "srv/usr/app.ini",
                "src/site/settings.yaml",
                "home/me/NOTES.txt",
                "srv/.dist-info/app.ini",
                "srv/shop.war!/test/config.json",
                "srv/shop.tar.gz!/shop/examples/app.ini"
            })
    void settingsAreSettings(String path) {
        assertThat(FileKind.of(path)).isEqualTo(FileKind.SETTINGS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "srv/node_modules/x/config.json",
                "usr/share/x/config.json",
                "usr/local/lib/x.json",
                "usr/src/linux-headers-6.1/x.json",
                "opt/lib64/python3.12/x.json",
                "srv/x-1.0.dist-info/x.json",
                "srv/app.jar!/META-INF/x.json",
                "srv/Tests/config.json",
                "srv/tests/shop.war!/config.json",
                "srv/shop.war!/META-INF/test/config.json",
                "srv/shop.war!/docs/config.json",
                "srv/node_modules/x.tgz!/test/config.json",
                "srv/.git/objects/pack/a.pack!/test/config.json",
                "srv/test_cases/config.json",
                "srv/vendor/x.json",
                "srv/guide.md",
                "src/site/xdoc/install.xml",
                "chart/templates/NOTES.txt",
                "src/test-crypto.c",
                "srv/app_test.go",
                "srv/AppTest.java",
                "srv/app.spec.ts",
                "srv/test_app.py",
                "srv/app_test_helpers.rb",
                "srv/app.example.json"
            })
    void testsDocumentsAndTheSoftwareOfOthersAreProse(String path) {
        assertThat(FileKind.of(path)).isEqualTo(FileKind.PROSE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "srv/node_modules/x/.env",
                "srv/vendor/.ENV.production",
                "usr/share/nginx/html/wp-config.php",
                "usr/local/lib/.netrc"
            })
    void credentialsBesideTheSoftwareOfOthersAreSettings(String path) {
        assertThat(FileKind.of(path)).isEqualTo(FileKind.SETTINGS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "srv/tests/credentials",
                "srv/fixtures/.env",
                "srv/demo/credentials",
                "srv/node_modules/x/test/.npmrc/.env"
            })
    void credentialsInTestsAreSettings(String path) {
        assertThat(FileKind.of(path)).isEqualTo(FileKind.SETTINGS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/main/resources/application-test.yml",
                "deploy/values-e2e.yaml",
                "deploy/test_config.properties",
                ".github/workflows/unit-test.yml",
                "deploy/shop.test.tfvars",
                "playground/app.conf",
                "util/seeder/settings.ini"
            })
    void settingsOfEnvironmentsThatAreCalledTestsAreSettings(String path) {
        assertThat(FileKind.of(path)).isEqualTo(FileKind.SETTINGS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"srv/docs/.env", "srv/tests/app.env"})
    void credentialsInDocumentsAndOtherSettingsInTestsAreProse(String path) {
        assertThat(FileKind.of(path)).isEqualTo(FileKind.PROSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"srv/app.go", "srv/App.java", "srv/contest.java.rb", "srv/app.test.7", "srv/testing.rb"})
    void programsAreProgramsAlsoWhenTheyAreNamedNearlyLikeTests(String path) {
        assertThat(FileKind.of(path)).isEqualTo(FileKind.PROGRAM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"usr/share/man/man5/ldap.conf.5", "usr/local/share/man/de/man5/app.conf.5", "srv/man/app.conf.5"
            })
    void pagesOfTheManualAreProseInImagesToo(String path) {
        assertThat(FileKind.of(path)).isEqualTo(FileKind.PROSE);
        assertThat(FileKind.ofImage(path)).isEqualTo(FileKind.PROSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"usr/lib/libcrypto.so.3", "srv/parser.test", "srv/regexp.test.local", "srv/app.js.prod"})
    void endingsThatMarkCopiesOfSettingsMeanNothingBehindOtherNames(String path) {
        assertThat(FileKind.of(path)).isNotEqualTo(FileKind.SETTINGS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"srv/README", "srv/LICENSE-MIT", "srv/Changelog"})
    void textsWithoutAnEndingAreNoSettings(String path) {
        assertThat(FileKind.of(path)).isEqualTo(FileKind.PROGRAM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"srv/app.py", "srv/app.py.bak"})
    void pythonIsPython(String path) {
        assertThat(FileKind.of(path)).isEqualTo(FileKind.PYTHON);
    }
}

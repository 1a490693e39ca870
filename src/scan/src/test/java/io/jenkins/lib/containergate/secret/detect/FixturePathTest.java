package io.jenkins.lib.containergate.secret.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixturePathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tests/certs/key.pem",
                "src/Test/resources/key.pem",
                "usr/lib/python3/dist-packages/twisted/test/server.pem",
                "app/.git/objects/pack/pack-1.pack!/examples/key.pem",
                "tests/shop.jar!/config/key.pem",
                "pkg/tls_test.go",
                "src/shop/LoginTest.java",
                "web/login.spec.ts",
                "test_login.py",
                "shop/tests.py",
                "t/certs/ca.key",
                "unittests/scans/key.pem",
                "cmd/.snapshots/key.json",
                "shop-e2e/compose/key.pem",
                "plugin/src/it/start/key.pem",
                "fs_test_data/tls/server.key",
                "lib/login.t",
                "phpunit.xml",
                "shop/src/integration/java/shop/Container.java",
                "shop/tests_login.py",
                "src/LoginITCase.java",
                "runtime/_testdata/ca.key",
                "conformance-tests/client.pem",
                "google/tls-fixtures/key.pem",
                "demo/deploy/key.pem",
                "opt/demos/key.pem",
                "playground/key.pem",
                "util/Seeder/Data/keys.cs",
                "test-integration/config/key.pem",
                "src/test_utils/keys.py",
                "shop-integration-test/key.pem",
                "Shop.UnitTests/key.pem",
                "shop-test/src/main/resources/key.pem",
                "session/stub/jwk.json",
                "mail/integration-testing/src/main/resources/key.pem",
                "fuzzing/corpora/config.zip!/users.json",
                "plugin/src/sbt-test/plugin/dist/conf/app.conf",
                "perf/Shop.PerfTests/client.pfx",
                "generators/server/templates/src/key.pem.ejs",
                "generator/templates/key.pem",
                "src/main/resources/archetype-resources/key.pem",
                "server/sample-configuration/key.pem",
                "example-apps/shop/key.pem",
                "shop/sample-scenarios/clients/api.yaml",
                "sampleconfig/msp/key.pem",
                "server-demos/shop/etc/realm.properties",
                "dev-support/docker/.env",
                "contrib/local-environment/dex.yaml",
                "src/Shop.Common.Test/Http/HeaderFixture.cs",
                "shop/src/jvmTest/kotlin/shop/Login.kt",
                ".devcontainer/docker-compose.yml",
                "stable/shop/ci/test-values.yaml",
                "ci/ci-tls-values.yml",
                "src/lib/test-crypto.c",
                "conformance-results/v1/key.pem",
                "v1.34/shop/e2e.log",
                "gateway/testutil.go",
                "src/handler/mock-events.ts",
                "src/MockServer.java",
                "services/e2ee/keyTestUtils.ts",
                "lib/test_helpers.py",
                "pkg/x509/test-keys.go",
                "regression-tests.api/kerberos/Dockerfile",
                "shop/src/reference-test/resources/blocks.json",
                "hack/vault/vault.key",
                "certs/frontend/localhost.key.pem",
                "localhost+2-key.pem",
                "certs/Localhost.pfx",
                "certs/fake-ca.key",
                "caddy/a.shop.localhost.key",
                "cpp/src/s3_test_cert_internal.h",
                "pkg/tls-test-server.go",
                "src/Shop.Examples.AspNetCore/appsettings.json",
                "demo-setups/relay.yaml",
                "shop/src/dockerTest/resources/shop/client.key",
                "shop/src/webTests/java/shop/Keys.java",
                "charts/shop/ci/tls-values.yaml",
                "charts/grafana-8.4.6.tgz!/grafana/ci/with-sidecar-values.yaml",
                "connectors/pay/src/mock.ts",
                "docker/quick-setup/keycloak/docker-compose.yml",
                "deploy/quickstart/tls/server.key",
                "kerberos/integtest/run.sh",
                "jwt/expected/functions.out",
                "tutorials/login/app.yaml",
                "tlstest/mtls_internal/tls/alpha1/ca.key",
                "backend/localhostssl/server.key",
                "conf/keycloak/test-realm.json",
                "test-realm-include-spi.json",
                ".env.dusk.local"
            })
    void testsAndExamplesAreToldByTheirPath(String path) {
        assertThat(FixturePath.is(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "etc/ssl/private/key.pem",
                "src/contest/key.pem",
                "app/shop.jar!/examples/key.pem",
                "deploy/function.zip!/test/settings.yml",
                "latest/key.pem",
                "tests",
                "examples",
                "docs/key.pem",
                "etc/ssl/live/shop.example/privkey.pem",
                "shop-demo/key.pem",
                "demo.key",
                "srv/test-server/key.pem",
                "contest-utils/key.pem",
                "latest.support/key.pem",
                "db/seeds/key.pem",
                "seed/key.pem",
                "application-demo.yml",
                "templates/key.pem",
                "generators/key.pem",
                ".github/workflows/unit-test.yml",
                "application-test.properties",
                "test_config.yaml",
                "test_eu.env",
                "test.env",
                ".env.test",
                ".env.example",
                "docker-compose.test.yml",
                "attest.key",
                "tests.yaml",
                "src/integration/stripe.js",
                "it/java/key.pem",
                "latests/key.pem",
                "example-prod/config/key.pem",
                "sampler-config/key.pem",
                "dev/key.pem",
                "quickstart-prod/key.pem",
                "quickstart.sh",
                "expected/keys.json",
                "unexpected/app.out",
                "setup/key.pem",
                "local/key.pem",
                "environment/local/app.yaml",
                "www/shop.test/config.php",
                "src/latest/kotlin/Login.kt",
                "config/dev/app.yaml",
                "dev-shop/key.pem",
                "ci/prod-values.yaml",
                "ci/values.yaml",
                "ci/test-deploy.sh",
                "values/test-values.yaml",
                "test-mail.php",
                "test-server.conf",
                "src/contest-crypto.c",
                "counterexample-config/key.pem",
                "shop-test/key.pem",
                "eu-example/key.pem",
                "src/latestData.ts",
                "src/mockup.ts",
                "mock-prod.env",
                "src/hammocks.go",
                "src/attestutil.go",
                "src/ContestKeys.java",
                "src/fastestHelper.js",
                "test-utils.env",
                "testdata.yml",
                "testkeys.pem",
                "regression-tests-eu/key.pem",
                "smoke-tests.prod-eu/key.pem",
                "src/latest/resources/key.pem",
                "src/contest/resources/key.pem",
                "etc/ssl/localhosting.key",
                "etc/ssl/shop-localhost.key",
                "etc/ssl/fakegato.key",
                "localhost.yml",
                "localhost.env",
                "hackathon/key.pem",
                "hack",
                "etc/ssl/localhost.shop.net/privkey.pem",
                "shop/src/dockerLatest/resources/client.key",
                "shop/src/test-eu/resources/client.key",
                "src/prodTest/key.pem",
                "packaging/docker/dev_env/obs/oscrc",
                "packaging/docker/dev-env/obs/oscrc",
                "docker/devenv/files/selfsigned.key",
                "dev-environment/account.yml",
                "src/latest_cert.h",
                "src/contest_keys_prod.go",
                "bin/shop_test_eu.env",
                "sites/docs.examples.com/config.php",
                "charts/shop/ci/prod-values.yaml",
                "charts/shop/values.yaml",
                "demo-eu/key.pem",
                "charts/grafana-8.4.6.tgz!/grafana/ci/prod-values.yaml",
                "src/smock.ts",
                "tlstester-eu/server.key",
                "mock.env",
                "localhostssl/app.yml",
                "localhost-prod/server.key",
                "latest-realm.json",
                "shop-realm.json",
                ".env.dusker"
            })
    void whatIsOnlyCalledLikeOneIsNone(String path) {
        assertThat(FixturePath.is(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/lib/python3/dist-packages/twisted/test/server.pem",
                "app/node_modules/shop/examples/key.pem",
                "opt/demo/node_modules/shop/test/key.pem",
                "\u0130\u0130\u0130\u0130\u0130\u0130\u0130\u0130\u0130/node_modules/test/a.pem",
                "app/shop.jar!/META-INF/demo/key.pem"
            })
    void inAnImageTestsAndExamplesAreThoseOfTheSoftwareOfOthers(String path) {
        assertThat(FixturePath.ofImage(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "opt/demo/key.pem",
                "usr/share/nginx/html/test/key.pem",
                "usr/share/tomcat10/webapps/shop/tests/key.pem",
                "usr/local/share/shop/examples/key.pem",
                "usr/local/lib/shop/test/key.pem",
                "opt/demo/shop.jar!/META-INF/keys/private.pem",
                "demo/venv/lib/python3.12/site-packages/shop/server.key",
                "test/node_modules/shop/key.pem",
                "srv/vendor/localhost.key",
                "app/node_modules/shop/testutil.js",
                "t/usr/share/shop/key.pem",
                "Example/vendor/shop/key.pem",
                "\u0130\u0130\u0130/vendor/contest/key.pem"
            })
    void inAnImageADirectoryAroundTheSoftwareOfOthersSaysNothing(String path) {
        assertThat(FixturePath.ofImage(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.", "localhost.a", "a-", "_a", "a/"})
    void aPathOfManyPartsIsRead(String part) {
        assertThat(FixturePath.is(part.repeat(2_000) + ".key")).isFalse();
        assertThat(FixturePath.is("localhost" + ("." + part.charAt(0)).repeat(2_000) + ".key"))
                .isFalse();
        assertThat(FixturePath.is(part.repeat(2_000) + "/app.yml")).isFalse();
    }
}

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
                "app/shop.jar!/examples/key.pem",
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
                "google/tls-fixtures/key.pem"
            })
    void testsAndExamplesAreToldByTheirPath(String path) {
        assertThat(FixturePath.is(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "etc/ssl/private/key.pem",
                "src/contest/key.pem",
                "latest/key.pem",
                "tests",
                "examples",
                "docs/key.pem",
                "demo/deploy/key.pem",
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
                "shop-test/key.pem",
                "eu-example/key.pem"
            })
    void whatIsOnlyCalledLikeOneIsNone(String path) {
        assertThat(FixturePath.is(path)).isFalse();
    }
}

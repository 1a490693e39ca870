package io.jenkins.lib.containergate.secret.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting is a secret by its look, by its name or by a rule of the search; nobody has to choose which of them to ask. */
class SettingSearchTest {
    private static final String LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final SettingSearch SEARCH = SettingSearch.with(List.of());

    private static Optional<Objection> in(String name, String value) {
        return SEARCH.in(name, value);
    }

    /** Also those that the issuer can not have made, by length, letters or checksum: people shorten and change what they show. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIA" + "IOSFODNN7EXAMPLE",
                "key=ASIA" + "0000000000000000;",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA",
                "-----BEGIN PRIVATE KEY-----",
                "ghp_" + LETTERS,
                "ghs_012345678901234567890123456789",
                "github_pat_" + LETTERS,
                "glpat-0123456789abcdefghij",
                "xoxb-1234567890",
                "sk_live_0123456789abcdef",
                "rk_live_0123456789abcdef",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0",
                "postgres://shop:x@db/shop",
                "see https://shop:changeme@example.org/ for more",
                "{{resolve:secretsmanager:db:SecretString:password}}",
                "{{resolve:ssm-secure:/shop/db}}",
            })
    void whatLooksLikeASecretIsOneUnderAnyName(String value) {
        for (String name : List.of("", "SETTING", "COLOUR")) {
            assertThat(in(name, value)).hasValueSatisfying(objection -> {
                assertThat(objection.decided()).isTrue();
                assertThat(objection.kind()).doesNotContain(value);
            });
        }
        assertThat(SecretShapes.masked("before " + value + " after"))
                .startsWith("before")
                .contains("***")
                .doesNotContain(value);
    }

    /** In a text that nobody would write, too. */
    @Test
    void whatLooksLikeASecretIsFoundFarInsideOfALongText() {
        assertThat(in("", "x".repeat(60_000) + " ghp_" + LETTERS)).isPresent();
        assertThat(in("", "://".repeat(20_000) + "ab://b:c@d")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "DB_PASSWORD, x",
        "PGPASSWORD, hunter2",
        "CONNECTION, 'Server=db;Password=hunter2;'",
        "HEADER, 'Authorization: Bearer 8f3kd93jdk39'",
        "CONFIG, '{\"password\": \"hunter2\"}'",
    })
    void whatIsCalledLikeASecretIsOne(String name, String value) {
        assertThat(in(name, value)).isPresent();
    }

    /** No shape knows this one. */
    @Test
    void whatARuleOfTheSearchFindsIsOne() {
        assertThat(in("LLM", "hf_" + "aBcDeFgHiJkLmNoPqRsTuVwXyZaBcDeFgH")
                        .or(() -> in("DATABRICKS", "dapi" + "0f1e2d3c4b5a69788796a5b4c3d2e1f0")))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "STAGE, production",
        "ADDRESS, https://example.org/path",
        "ADDRESS, postgres://${USER}:${PASSWORD}@db/shop",
        "DB_PASSWORD, true",
        "DB_PASSWORD, $DB_PASSWORD",
        "DB_SECRET, arn:aws:secretsmanager:eu-central-1:123456789012:secret:db",
        "PASSWORD_FILE, /run/secrets/db",
    })
    void whatIsNoSecretPasses(String name, String value) {
        assertThat(in(name, value)).isEmpty();
    }
}

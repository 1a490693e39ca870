package io.jenkins.lib.containergate.secret.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChanceTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "user.password.reset",
                "getPassword()",
                "com.acme.shop.Checkout",
                "${DB_PASSWORD}",
                "/etc/shop/secret.key",
                "correcthorsebatterystaple",
                "Passwort-vergessen"
            })
    void wordsNamesPathsAndExpressionsAreWritten(String value) {
        assertThat(Chance.bits(value)).isNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x7gk2mq9wz4p", "qG.k8Vw-2Zt!r", "9f86d081884c7d65", "kXwqZjvGhTbNpRcD"})
    void whatGeneratorsMakeIsNot(String value) {
        assertThat(Chance.bits(value)).isGreaterThan(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ü", "\u0000\uffff", "日本語"})
    void everyTextHasAnAnswer(String value) {
        assertThat(Chance.bits(value)).isFinite();
    }
}

package io.jenkins.lib.containergate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T12:00:00Z",
                "2024-02-29T23:59:59Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59Z",
                "2016-12-31T23:59:60Z",
                "2026-01-31T24:00:00Z",
                "2026-01-31T12:00:00.123456789Z",
                "+12026-01-31T12:00:00Z"
            })
    void instantsAreThoseThatJavaReads(String text) {
        assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2023-02-29T12:00:00Z",
                "2026-13-01T12:00:00Z",
                "2026-01-31T25:00:00Z",
                "2026-01-31T12:60:00Z",
                "2026-01-31T12:00:61Z",
                "2026-01-31 12:00:00Z",
                "2026-01-31T12:00:00z ",
                "٢٠٢٦-01-31T12:00:00Z"
            })
    void whatJavaDoesNotReadIsNoInstant(String text) {
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeParseException.class);
        assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeParseException.class);
    }
}

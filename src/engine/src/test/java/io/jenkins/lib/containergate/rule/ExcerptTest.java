package io.jenkins.lib.containergate.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void ordinaryTextStaysAsItIs() {
        assertThat(Excerpt.of("USER Jürgen 日本 \uD83D\uDE00")).isEqualTo("USER Jürgen 日本 \uD83D\uDE00");
    }

    @Test
    void whatCouldMoveTheCursorOrTurnTheTextAroundIsReplaced() {
        assertThat(Excerpt.of("a\nb\u001b[31m\u202ec\u2028d\u0000")).isEqualTo("a?b?[31m?c?d?");
        assertThat(Excerpt.of("\uD83D")).isEqualTo("?");
    }

    @Test
    void longTextIsCut() {
        assertThat(Excerpt.of("x".repeat(10_000))).isEqualTo("x".repeat(160) + "...");
        assertThat(Excerpt.of("x".repeat(160))).isEqualTo("x".repeat(160));
    }
}

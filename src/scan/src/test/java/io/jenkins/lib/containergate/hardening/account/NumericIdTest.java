package io.jenkins.lib.containergate.hardening.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumericIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "00", "+0", "-0", "000000000000000000000000000000"})
    void everySpellingOfZeroIsZero(String text) {
        assertThat(NumericId.parse(text)).contains(new NumericId(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "x", "1x", " 1", "1 ", "0x0", "1_0", "\u0660", "--1"})
    void whatARuntimeTakesForANameIsNoNumber(String text) {
        assertThat(NumericId.parse(text)).isEmpty();
    }

    @Test
    void aNumberBeyondEveryRangeIsStillANumber() {
        assertThat(NumericId.parse("9".repeat(1_000)).orElseThrow().inRange()).isFalse();
        assertThat(NumericId.parse("-" + "9".repeat(1_000)).orElseThrow().inRange())
                .isFalse();
    }

    @Test
    void onlyIdsNoRuntimeCanWrapAreUnprivileged() {
        assertThat(new NumericId(1).unprivileged()).isTrue();
        assertThat(new NumericId(2147483647L).unprivileged()).isTrue();
        assertThat(new NumericId(0).unprivileged()).isFalse();
        assertThat(new NumericId(-1).unprivileged()).isFalse();
        assertThat(new NumericId(2147483648L).unprivileged()).isFalse();
        assertThat(new NumericId(4294967296L).unprivileged()).isFalse();
    }
}

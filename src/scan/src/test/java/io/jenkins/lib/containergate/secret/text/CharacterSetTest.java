package io.jenkins.lib.containergate.secret.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CharacterSetTest {
    @Test
    void aSetHoldsItsCharactersAndNothingElse() {
        CharacterSet set = CharacterSet.of("\t09AZ").and("az~\0");

        for (int c = TextWindow.NOTHING; c <= 0x1_ffff; c++) {
            assertThat(set.has(c)).as("character %d", c).isEqualTo(c >= 0 && "\t09AZaz~\0".indexOf(c) >= 0);
        }
    }

    @Test
    void charactersThatAreNotAsciiAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> CharacterSet.of("\u00e9"));
    }

    @Test
    void aRunEndsAtOtherCharactersAtItsLimitAndAtTheEndsOfTheWindow() {
        TextWindow text = TextWindow.over("aaa-aaaa".getBytes(StandardCharsets.US_ASCII), 1, 7);
        CharacterSet letters = CharacterSet.of("a");

        assertThat(text.after(letters, 1, 9)).isEqualTo(3);
        assertThat(text.after(letters, 4, 6)).isEqualTo(6);
        assertThat(text.after(letters, 4, 9)).isEqualTo(7);
        assertThat(text.after(letters, 0, 9)).isZero();
        assertThat(text.after(letters, 8, 9)).isEqualTo(8);
        assertThat(text.before(letters, 7, 0)).isEqualTo(4);
        assertThat(text.before(letters, 7, 5)).isEqualTo(5);
        assertThat(text.before(letters, 3, -9)).isEqualTo(1);
        assertThat(text.before(letters, 8, 0)).isEqualTo(8);
        assertThat(text.before(letters, 0, -9)).isZero();
    }
}

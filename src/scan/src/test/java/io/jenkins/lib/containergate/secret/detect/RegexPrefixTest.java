package io.jenkins.lib.containergate.secret.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexPrefixTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "key-[0-9a-f]{32}, 36",
                "(?:live|test)_[0-9a-f]{35}, 40",
                "(?:sc|ext)_[a-z]{5}, 2",
                "a\\.b+c, 3",
                "ab?c, 1",
                "\"[a-c]{2,4}d\", 2",
                "(?:ab|cd){3}x, 7",
                "(?:a|bc){3}x, 1",
                "x(y)z, 1",
                "[^a]b, 0",
                "\\sx, 0",
                "ab|cd, 0",
                "(?i)ab, 0",
                "a{0}b, 1",
                "a{x, 1",
            })
    void asMuchIsRequiredAsThePatternSaysForSure(String pattern, int length) {
        assertThat(RegexPrefix.of(pattern).length()).isEqualTo(length);
    }

    @Test
    void aTextThatEndsTooEarlyIsRefused() {
        RegexPrefix beginning = RegexPrefix.of("ab[0-9]{4}");

        assertThat(beginning.at(window("ab1234"), 0)).isTrue();
        assertThat(beginning.at(window("ab123"), 0)).isFalse();
        assertThat(beginning.at(window("ab123x"), 0)).isFalse();
        assertThat(beginning.at(window("ab1234"), -1)).isFalse();
    }

    /** Texts of the few characters the patterns are made of, so that many match. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?:a|bc){2}a",
                "(?:ab|ba)+c",
                "a{2}b{1,2}c",
                "[ab]{2}?c",
                "a(?:b|c)?a",
                "[a-b-]{2}c",
                "[]ab]{1}c",
                "a|bc",
                "(?:a|b)|c",
                "a[b|c]a",
                "a\\-b*",
                "\\Qa\\Eb",
                "(?:)a",
                "(?:a|)b",
            })
    void nothingThatThePatternMatchesIsRefused(String pattern) {
        Pattern format = Pattern.compile(pattern);
        RegexPrefix beginning = RegexPrefix.of(pattern);
        Random random = new Random(1);
        int matched = 0;
        for (int round = 0; round < 60_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(7); i >= 0; i--) {
                text.append("abc-]|".charAt(random.nextInt(6)));
            }
            if (format.matcher(text).lookingAt()) {
                matched++;
                assertThat(beginning.at(window(text.toString()), 0))
                        .as("%s", text)
                        .isTrue();
            }
        }
        assertThat(matched).isGreaterThan(10);
    }

    private static TextWindow window(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return TextWindow.over(bytes, 0, bytes.length);
    }
}

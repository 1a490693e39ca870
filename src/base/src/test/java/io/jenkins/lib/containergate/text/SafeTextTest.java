package io.jenkins.lib.containergate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
    @Test
    void ordinaryTextOfAnyScriptIsUntouched() {
        assertThat(SafeText.visible("Bäckerei 漢字 العربية e\u0301 😀", 100)).isEqualTo("Bäckerei 漢字 العربية e\u0301 😀");
    }

    @Test
    void aTerminalEscapeIsWrittenOut() {
        assertThat(SafeText.visible("\u001B[2Jpass", 100)).isEqualTo("\\u{001B}[2Jpass");
    }

    @Test
    void aBidirectionalOverrideIsWrittenOut() {
        assertThat(SafeText.visible("invoice\u202Egpj.exe", 100)).isEqualTo("invoice\\u{202E}gpj.exe");
    }

    @Test
    void anInvisibleTagCharacterBeyondTheBasicPlaneIsWrittenOut() {
        assertThat(SafeText.visible("a" + Character.toString(0xE0041), 100)).isEqualTo("a\\u{E0041}");
    }

    @Test
    void nothingOfANameIsRemoved() {
        assertThat(SafeText.visible("lib\u202Egpj.exe\u0007\u00AD x"))
                .isEqualTo("lib\\u{202E}gpj.exe\\u{0007}\\u{00AD} x");
    }

    @Test
    void whatWasMadeVisibleStaysAsItIs() {
        for (String hostile : List.of("\u202E\n", " a  b ", "\u3164", "\uD800\u00A0", "a\\b")) {
            String once = SafeText.visible(hostile);
            assertThat(SafeText.visible(once)).isEqualTo(once);
            assertThat(SafeText.oneLine(once, 100)).isEqualTo(once);
        }
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0x034F, 0x115F, 0x180B, 0x200B, 0x2065, 0x2800, 0x3164, 0xFE0F, 0xFFA0, 0xFFFE, 0xE000, 0xE01EF})
    void aCharacterThatNobodySeesIsWrittenOut(int codePoint) {
        assertThat(SafeText.visible("a" + Character.toString(codePoint) + "b"))
                .isEqualTo("a\\u{%04X}b".formatted(codePoint));
    }

    @Test
    void aNameStaysOnItsLineAndItsSpacesCanBeCounted() {
        assertThat(SafeText.visible("etc/x\r\nPASS")).isEqualTo("etc/x\\u{000D}\\u{000A}PASS");
        assertThat(SafeText.visible(" a b  c\u00A0d ")).isEqualTo("\\u{0020}a b \\u{0020}c\\u{00A0}d\\u{0020}");
    }

    @Test
    void aNameInAMessageIsQuotedAndNotEndless() {
        assertThat(SafeText.quoted("a\u001b[31mb")).isEqualTo("'a\\u{001B}[31mb'");
        assertThat(SafeText.quoted("x".repeat(5_000))).isEqualTo("'" + "x".repeat(199) + "…'");
    }

    @Test
    void linesOfFreeTextAreJoined() {
        assertThat(SafeText.oneLine("  CVE-1\r\n\tPASS \u00A0 all\u202E good  ", 100))
                .isEqualTo("CVE-1 PASS all\\u{202E} good");
        assertThat(SafeText.oneLine("a b c d", 4)).isEqualTo("a b…");
    }

    @Test
    void anUnpairedSurrogateIsReplacedForMachines() {
        assertThat(SafeText.bounded("a\uD800b\uDC00", 100)).isEqualTo("a\uFFFDb\uFFFD");
    }

    @Test
    void machinesGetControlsUnchanged() {
        assertThat(SafeText.bounded("a\n\u202Eb", 100)).isEqualTo("a\n\u202Eb");
    }

    @ParameterizedTest
    @CsvSource({"5, abcde", "6, abcde", "4, abc…", "3, ab…"})
    void aTextOverTheBoundIsCutAndMarked(int bound, String expected) {
        assertThat(SafeText.bounded("abcde", bound)).isEqualTo(expected);
        assertThat(SafeText.visible("abcde", bound)).isEqualTo(expected);
    }

    @Test
    void aCutNeverSplitsACharacter() {
        for (int bound = 2; bound < 9; bound++) {
            assertThat(SafeText.bounded("😀😀😀😀😀", bound))
                    .hasSizeLessThanOrEqualTo(bound)
                    .matches("(?:😀)*…");
        }
    }

    @Test
    void aBoundHoldsForCharactersThatGrowWhenWrittenOut() {
        assertThat(SafeText.visible("\u202E".repeat(1_000), 50)).hasSize(50).endsWith("…");
    }
}

package io.jenkins.lib.containergate.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void linesAreJoinedSoThatDataCannotForgeALine() {
        assertThat(SafeText.visible("  CVE-1\r\n\tPASS \u00A0 all good  ", 100)).isEqualTo("CVE-1 PASS all good");
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

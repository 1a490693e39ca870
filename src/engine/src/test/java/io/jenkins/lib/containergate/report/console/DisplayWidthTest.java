package io.jenkins.lib.containergate.report.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {
    @ParameterizedTest
    @CsvSource({"abc, 3", "Bäcker, 6", "漢字, 4", "한글, 4", "e\u0301, 1", "😀, 2", "'', 0", "…, 1"})
    void columnsOnATerminal(String text, int columns) {
        assertThat(DisplayWidth.of(text)).isEqualTo(columns);
    }

    @Test
    void aNameIsCutAtItsEndAndAPathAtItsStart() {
        assertThat(DisplayWidth.cutEnd("log4j-core", 6)).isEqualTo("log4j…");
        assertThat(DisplayWidth.cutStart("app/lib/x.jar", 6)).isEqualTo("…x.jar");
    }

    @Test
    void aCutNeverIsWiderThanAsked() {
        String text = "a漢b字😀e\u0301c漢字";
        for (int columns = 1; columns < 14; columns++) {
            assertThat(DisplayWidth.of(DisplayWidth.cutEnd(text, columns))).isLessThanOrEqualTo(columns);
            assertThat(DisplayWidth.of(DisplayWidth.cutStart(text, columns))).isLessThanOrEqualTo(columns);
        }
    }
}

package io.jenkins.plugins.containergate.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.containergate.ui.FindingRow.LineBreaks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineBreaksTest {
    @Test
    void aPathAndASettingBreakAfterTheirSeparators() {
        assertThat(LineBreaks.in("srv/app/config.yaml")).containsExactly("srv/", "app/", "config.", "yaml");
        assertThat(LineBreaks.in("org: secrets.max.high=0")).containsExactly("org:", " secrets.", "max.", "high=", "0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "..", "a", "a//b", "a/", "==", "\u00e4/\ud83d\ude00"})
    void thePartsTogetherAreTheText(String text) {
        assertThat(String.join("", LineBreaks.in(text))).isEqualTo(text);
    }
}

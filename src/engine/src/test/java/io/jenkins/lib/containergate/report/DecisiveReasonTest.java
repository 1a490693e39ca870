package io.jenkins.lib.containergate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DecisiveReasonTest {
    @Test
    void theWorstGateGivesTheReason() {
        assertThat(DecisiveReason.of(ExampleVerdicts.mixed()))
                .isEqualTo("secrets: layer 3 ends after 1024 of 4096 bytes");
    }

    @Test
    void aVerdictWithoutGatesSaysThatNothingWasDecided() {
        assertThat(DecisiveReason.of(ExampleVerdicts.verdict(List.of(), List.of())))
                .isEqualTo("no gate ran, so nothing was decided");
    }
}

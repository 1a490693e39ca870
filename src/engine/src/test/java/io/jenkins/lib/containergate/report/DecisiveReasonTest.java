package io.jenkins.lib.containergate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DecisiveReasonTest {
    @Test
    void whatIsForbiddenGivesTheReasonAndWhatIsUndecidedIsCounted() {
        assertThat(DecisiveReason.of(ExampleVerdicts.mixed()))
                .isEqualTo(
                        "vulnerabilities: 1 CRITICAL vulnerability, at most 0 are allowed: CVE-2021-44228 in log4j-core"
                                + " 2.14.1; 1 not decided in secrets");
    }

    @Test
    void aVerdictWithoutGatesSaysThatNothingWasDecided() {
        assertThat(DecisiveReason.of(ExampleVerdicts.verdict(List.of(), List.of())))
                .isEqualTo("no gate ran, so nothing was decided");
    }
}

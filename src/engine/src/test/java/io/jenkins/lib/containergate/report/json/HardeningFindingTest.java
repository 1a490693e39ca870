package io.jenkins.lib.containergate.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.HardeningFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hardening findings whose identity or state does not follow from their other fields. */
class HardeningFindingTest {
    private static final RuleId RULE = new RuleId("no-empty-password");
    private static final Location SHADOW = Location.atPointer("etc/shadow", "");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasWrittenIsReadBack(boolean undecided) throws Exception {
        DecidedFinding decided = new DecidedFinding(finding(undecided, "bob"), Decision.BLOCKED, "org: hardening");
        assertThat(FindingDocument.of(decided).decided()).isEqualTo(decided);
    }

    @Test
    void twoFindingsInOnePlaceKeepTheirOwnIdentity() {
        assertThat(finding(false, "bob").fingerprint())
                .isNotEqualTo(finding(false, "eve").fingerprint())
                .isEqualTo(finding(true, "bob").fingerprint());
    }

    private static Finding finding(boolean undecided, String subject) {
        return new HardeningFinding(
                RULE,
                undecided ? Severity.UNKNOWN : Severity.HIGH,
                "title",
                SHADOW,
                "actual",
                "expected",
                "help",
                HardeningFinding.identity(RULE, SHADOW, subject, 1),
                undecided);
    }
}

package io.jenkins.lib.containergate.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.MisconfigurationFinding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.report.ExampleVerdicts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LedgerFindingsTest {
    private static MisconfigurationFinding finding(String rule, Severity severity, boolean undecided) {
        RuleId id = new RuleId(rule);
        return new MisconfigurationFinding(
                id,
                severity,
                rule,
                new Location(Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty()),
                "found",
                "expected",
                "help",
                MisconfigurationFinding.identity(id, "image", 1),
                undecided,
                Optional.empty());
    }

    /** Otherwise a waiver for all that is forbidden would not make good what failed in another repository. */
    @Test
    void aFailureIsWhatIsForbiddenAndNotWhatCouldNotBeDecided() {
        MisconfigurationFinding forbidden = finding("no-sudo", Severity.HIGH, false);
        GateResult gate = new GateResult(
                GateName.HARDENING,
                Outcome.FAIL,
                "no-sudo, and 1 not decided",
                Optional.empty(),
                Optional.of(new GateError("no-sshd is not known", "see why")),
                List.of(
                        new DecidedFinding(forbidden, Decision.BLOCKED, "org"),
                        new DecidedFinding(finding("no-sshd", Severity.UNKNOWN, true), Decision.BLOCKED, "always")));
        assertThat(LedgerFindings.of(ExampleVerdicts.verdict(List.of(gate), List.of()))
                        .failed()
                        .get(GateName.HARDENING))
                .containsExactly(forbidden.fingerprint());
    }
}

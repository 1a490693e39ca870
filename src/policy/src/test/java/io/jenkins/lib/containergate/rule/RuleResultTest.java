package io.jenkins.lib.containergate.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.HardeningFinding;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleResultTest {
    private static final RuleId ID = new RuleId("some-rule");
    private static final Finding BROKEN =
            new HardeningFinding(ID, Severity.LOW, "title", Location.none(), "actual", "expected", "help");
    private static final Finding UNDECIDED =
            new InventoryFinding(ID, "title", Location.none(), "actual", "expected", "help");

    @Test
    void oneUndecidedFindingMakesTheResultAnErrorWhateverElseWasFound() {
        assertThat(RuleResult.of(List.of()).outcome()).isEqualTo(RuleOutcome.PASS);
        assertThat(RuleResult.of(List.of(BROKEN)).outcome()).isEqualTo(RuleOutcome.FAIL);
        assertThat(RuleResult.of(List.of(UNDECIDED)).outcome()).isEqualTo(RuleOutcome.ERROR);
        assertThat(RuleResult.of(List.of(BROKEN, UNDECIDED)))
                .isEqualTo(new RuleResult.Error(List.of(BROKEN, UNDECIDED)));
    }

    @Test
    void aResultThatContradictsItselfCannotBeMade() {
        assertThatThrownBy(() -> new RuleResult.Fail(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RuleResult.Fail(List.of(UNDECIDED))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RuleResult.Error(List.of(BROKEN))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RuleResult.notApplicable(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUndecidedHardeningFindingHasNoSeverityOfItsOwn() {
        assertThatThrownBy(() -> new HardeningFinding(
                        ID,
                        Severity.LOW,
                        "title",
                        Location.none(),
                        "actual",
                        "expected",
                        "help",
                        BROKEN.fingerprint(),
                        true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

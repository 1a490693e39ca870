package io.jenkins.lib.containergate.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.finding.HardeningFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSetTest {
    @Test
    void everyRuleIsAskedInOrderAndOnlyObjectionsBecomeFindings() {
        RuleSet<String> rules = RuleSet.of(List.of(
                new Forbidden("b", Severity.HIGH), new Forbidden("a", Severity.LOW), new Forbidden("c", Severity.LOW)));
        RuleTable table = rules.evaluate("abba");
        assertThat(table.evaluations())
                .extracting(evaluation -> evaluation.result().outcome())
                .containsExactly(RuleOutcome.FAIL, RuleOutcome.FAIL, RuleOutcome.PASS);
        assertThat(table.findings())
                .extracting(finding -> finding.rule().value())
                .containsExactly("no-b", "no-a");
    }

    @Test
    void aSelectionKeepsTheOrder() {
        RuleSet<String> rules = RuleSet.of(List.of(
                new Forbidden("b", Severity.HIGH),
                new Forbidden("a", Severity.LOW),
                new Forbidden("c", Severity.CRITICAL)));
        assertThat(rules.only(RuleProfile.BASELINE::selects).ids())
                .containsExactly(new RuleId("no-b"), new RuleId("no-c"));
    }

    @Test
    void twoRulesOfOneIdAreRefused() {
        assertThatThrownBy(
                        () -> RuleSet.of(List.of(new Forbidden("a", Severity.LOW), new Forbidden("a", Severity.HIGH))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no-a");
    }

    @Test
    void metadataWithoutTextOrInAnotherCaseIsRefused() {
        RuleId id = new RuleId("no-x");
        assertThatThrownBy(() -> new RuleMetadata(new RuleId("No_X"), "title", Severity.LOW, List.of(), "fix"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RuleMetadata(id, " ", Severity.LOW, List.of(), "fix"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RuleMetadata(id, "title", Severity.LOW, List.of(), ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private record Forbidden(String letter, Severity severity) implements Rule<String> {
        @Override
        public RuleMetadata metadata() {
            return new RuleMetadata(
                    new RuleId("no-" + letter), "no " + letter, severity, List.of(RuleSource.dockle("X")), "remove it");
        }

        @Override
        public RuleResult check(String facts) {
            return facts.contains(letter)
                    ? RuleResult.of(List.of(new HardeningFinding(
                            metadata().id(), severity, "title", Location.none(), "actual", "expected", "help")))
                    : RuleResult.of(List.of());
        }
    }
}

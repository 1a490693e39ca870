package io.jenkins.lib.containergate.ecs.posture;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.posture.Responsibility.Party;
import io.jenkins.lib.containergate.ecs.runtime.DriftRules;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CellTest {
    private static final RuleId RULE = new RuleId("some-rule");
    private static final Set<String> EC2 = Set.of("EC2");
    private static final Set<String> FARGATE = Set.of("FARGATE");

    private static Reason reason(RuleOutcome outcome, boolean counts, RuleId rule) {
        return new Reason(outcome, counts, Optional.of(rule), Severity.HIGH, "found", "do something", "");
    }

    /** Everything that this version can look at was looked at, and holds. */
    private static Cell.Builder good(Control control) {
        Cell.Builder cell = new Cell.Builder(control);
        cell.passed(RULE);
        cell.passedByImage();
        ControlRules.decisive(control).forEach(cell::asked);
        ControlRules.mustApply(control).forEach(cell::asked);
        return cell;
    }

    @ParameterizedTest
    @EnumSource(Control.class)
    void aControlOfWhichNothingWasAskedNeverPasses(Control control) {
        assertThat(new Cell.Builder(control).build(EC2).outcome()).isNotEqualTo(RuleOutcome.PASS);
        Cell.Builder offAlone = new Cell.Builder(control);
        offAlone.off(RULE);
        assertThat(offAlone.build(EC2).outcome()).isNotEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @EnumSource(Control.class)
    void aControlOfWhichEverythingWasAskedAndHoldsPasses(Control control) {
        assertThat(good(control).build(EC2).outcome()).isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @EnumSource(
            value = Control.class,
            names = {"SECRETS", "HARDENED", "LEAST_PRIVILEGE", "SEGMENTED", "FIREWALLED", "WATCHED"})
    void withoutItsDecisiveRuleAControlIsNotEvaluatedWhateverElsePassed(Control control) {
        for (RuleId decisive : ControlRules.decisive(control)) {
            Cell.Builder unasked = new Cell.Builder(control);
            unasked.passed(RULE);
            unasked.passedByImage();
            ControlRules.decisive(control).stream()
                    .filter(rule -> !rule.equals(decisive))
                    .forEach(unasked::asked);
            assertThat(unasked.build(EC2).outcome()).isEqualTo(RuleOutcome.ERROR);
            unasked.off(decisive);
            Cell off = unasked.build(EC2);
            assertThat(off.outcome()).isEqualTo(RuleOutcome.ERROR);
            assertThat(off.reasons().get(0).text())
                    .isEqualTo("not evaluated: the policy has the rule " + decisive + " off");
        }
    }

    @Test
    void hostsArePatchedOnlyWhereSomethingLooksForTheirPackages() {
        Cell.Builder cell = good(Control.HOSTS_PATCHED);
        cell.because(reason(RuleOutcome.NOT_APPLICABLE, false, new RuleId("host-patches-installed")));
        assertThat(cell.build(EC2).outcome()).isEqualTo(RuleOutcome.PASS);
        cell.because(reason(RuleOutcome.NOT_APPLICABLE, false, new RuleId("host-vulnerabilities")));
        assertThat(cell.build(EC2)).extracting(Cell::outcome, Cell::counts).containsExactly(RuleOutcome.ERROR, false);
        assertThat(cell.build(FARGATE).outcome()).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Control.class,
            names = {"SCANNED", "SIGNED", "DRIFT"})
    void aQuestionToImagesIsNotAnsweredBySettingsAlone(Control control) {
        Cell.Builder cell = new Cell.Builder(control);
        cell.passed(RULE);
        assertThat(cell.build(FARGATE).outcome()).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void aServiceWithoutAListOfCallersIsNotSegmentedByWhatElseHolds() {
        Cell.Builder cell = good(Control.SEGMENTED);
        cell.because(reason(RuleOutcome.NOT_APPLICABLE, false, new RuleId("segment-reachability")));
        assertThat(cell.build(FARGATE).outcome()).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void whatIsKnownToFailComesBeforeWhatIsNotKnownAndWhatCountsBeforeWhatIsAccepted() {
        Cell.Builder cell = good(Control.HARDENED);
        cell.because(reason(RuleOutcome.ERROR, false, new RuleId("d")));
        cell.because(reason(RuleOutcome.FAIL, false, new RuleId("c")));
        assertThat(cell.build(EC2)).extracting(Cell::outcome, Cell::counts).containsExactly(RuleOutcome.FAIL, false);
        cell.because(reason(RuleOutcome.ERROR, true, new RuleId("b")));
        assertThat(cell.build(EC2)).extracting(Cell::outcome, Cell::counts).containsExactly(RuleOutcome.ERROR, true);
        cell.because(reason(RuleOutcome.FAIL, true, new RuleId("a")));
        Cell all = cell.build(EC2);
        assertThat(all).extracting(Cell::outcome, Cell::counts).containsExactly(RuleOutcome.FAIL, true);
        assertThat(all.rules()).containsExactly(new RuleId("a"), new RuleId("c"));
        assertThat(all.reasons().stream().flatMap(each -> each.rule().stream()).map(RuleId::value))
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void aRuleThatPassedForOneTaskAndFailedForAnotherHasNotPassed() {
        Cell.Builder cell = good(Control.HARDENED);
        cell.because(reason(RuleOutcome.FAIL, true, RULE));
        assertThat(cell.build(EC2).passed()).isEmpty();
    }

    @Test
    void awsPatchesFargateAndManagedInstancesAndTheTenantTheRest() {
        assertThat(Responsibility.of(Control.HOSTS_PATCHED, FARGATE).party()).isEqualTo(Party.AWS);
        assertThat(Responsibility.of(Control.HOSTS_PATCHED, Set.of("FARGATE", "MANAGED_INSTANCES"))
                        .party())
                .isEqualTo(Party.AWS);
        for (Set<String> types :
                List.of(Set.<String>of(), EC2, Set.of("EXTERNAL"), Set.of("FARGATE", "EC2"), Set.of("SOMETHING_NEW"))) {
            assertThat(Responsibility.of(Control.HOSTS_PATCHED, types).party())
                    .as(types.toString())
                    .isEqualTo(Party.TENANT);
        }
        assertThat(good(Control.HOSTS_PATCHED).build(FARGATE).outcome()).isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(good(Control.HOSTS_PATCHED).build(Set.of()).outcome()).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void theColumnDriftHasEveryRuleOfTheDriftCheckSoThatTheyNeverDiffer() {
        assertThat(DriftRules.all().ids())
                .allSatisfy(rule -> assertThat(ControlRules.of(rule)).contains(Control.DRIFT));
    }
}

package io.jenkins.lib.containergate.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.fix.TaskFixer;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.MisconfigurationFinding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every task definition rule is held to; its test extends this and adds its own cases. */
public abstract class TaskRuleContract {
    protected abstract TaskRule rule();

    /** A task the rule objects to. */
    protected abstract TestTask broken();

    /** A task the rule applies to and has no objection to. */
    protected TestTask accepted() {
        return TestTask.ec2();
    }

    @Test
    void theAcceptedTaskPasses() {
        assertThat(rule().check(accepted().facts())).isEqualTo(new RuleResult.Pass());
    }

    @Test
    void theBrokenTaskFailsWithFindingsThatExplainThemselves() {
        RuleResult result = rule().check(broken().facts());
        assertThat(result.outcome()).isEqualTo(RuleOutcome.FAIL);
        assertThat(result.findings()).allSatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(rule().metadata().id());
            assertThat(finding.severity()).isLessThanOrEqualTo(rule().metadata().severity());
            assertThat(finding.kind()).isEqualTo("misconfiguration");
            assertThat(finding.location().path()).contains("taskdef.file");
            assertThat(finding.location().pointer().orElseThrow()).startsWith("/Resources/Task/Properties");
            assertThat(finding.location().line().orElse(0)).isGreaterThan(1);
            assertThat(finding.actual()).startsWith("shop, ");
            assertThat(finding.expected()).isNotBlank();
            assertThat(finding.help()).isNotBlank();
            assertThat(finding.undecided()).isFalse();
        });
        assertThat(result.findings()).extracting(Finding::fingerprint).doesNotHaveDuplicates();
    }

    @Test
    void theSameTaskGivesTheSameAnswer() {
        assertThat(rule().check(broken().facts())).isEqualTo(rule().check(broken().facts()));
    }

    @Test
    void whatTheFixesLeaveHasNoFix() throws GateException {
        String fixed =
                new TaskFixer(RuleSet.of(List.of(rule()))).fix(broken().facts()).text();
        RuleResult after = rule().check(
                        new TaskFacts(TaskFiles.only(fixed), broken().facts().images()));
        boolean allFixable = rule().check(broken().facts()).findings().stream().allMatch(this::fixable);
        if (allFixable) {
            assertThat(after.outcome()).isIn(RuleOutcome.PASS, RuleOutcome.NOT_APPLICABLE);
        }
        assertThat(after.findings()).noneMatch(this::fixable);
    }

    private boolean fixable(Finding finding) {
        return finding instanceof MisconfigurationFinding misconfiguration
                && misconfiguration.fix().isPresent();
    }

    protected RuleResult check(TestTask task) {
        return rule().check(task.facts());
    }

    protected RuleOutcome outcome(TestTask task) {
        return check(task).outcome();
    }

    protected List<String> actuals(TestTask task) {
        return check(task).findings().stream().map(Finding::actual).toList();
    }
}

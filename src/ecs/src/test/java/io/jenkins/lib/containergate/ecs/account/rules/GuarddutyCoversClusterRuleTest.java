package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.guardduty.DetectionLookups.Coverage;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.CoverageQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuarddutyCoversClusterRuleTest extends ClusterRuleContract<CoverageQuestion.Answer> {
    @Override
    protected CloudRule<Deployment, CoverageQuestion.Answer> rule() {
        return new GuarddutyCoversClusterRule();
    }

    @Override
    protected CoverageQuestion.Answer broken() {
        return answer(new Coverage(false, List.of("AGENT_NOT_REPORTING"), 0, 0));
    }

    @Override
    protected CoverageQuestion.Answer accepted() {
        return answer(new Coverage(true, List.of(), 2, 2));
    }

    private static CoverageQuestion.Answer answer(Coverage... coverage) {
        return new CoverageQuestion.Answer(true, List.of(coverage));
    }

    @Test
    void aClusterThatGuardDutyDoesNotKnowIsNotWatched() {
        assertThat(outcome(answer())).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void instancesThatAreLeftOutFail() {
        assertThat(result(answer(new Coverage(true, List.of(), 1, 2))).findings())
                .singleElement()
                .extracting(Finding::actual)
                .asString()
                .contains("watches 1 of 2 container instances");
    }

    @Test
    void whereNothingRunsThereIsNothingToWatch() {
        assertThat(outcome(new CoverageQuestion.Answer(false, List.of()))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void issuesAreShownAsText() {
        assertThat(result(answer(new Coverage(false, List.of("\u202e\u001b[31mred"), 0, 0)))
                        .findings())
                .extracting(Finding::actual)
                .noneMatch(text -> text.contains("\u001b") || text.contains("\u202e"));
    }
}

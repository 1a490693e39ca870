package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.aws.inspector.InspectorLookups.Coverage;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.question.ScannedImagesQuestion;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InspectorCoversImagesRuleTest extends CloudRuleContract<TaskDefinition, List<ScannedImagesQuestion.Answer>> {
    @Override
    protected CloudRule<TaskDefinition, List<ScannedImagesQuestion.Answer>> rule() {
        return new InspectorCoversImagesRule(Duration.ofDays(7), ClusterRuleContract.CLOCK);
    }

    @Override
    protected TaskDefinition definition() {
        return TestTask.fargate().facts().task();
    }

    private List<ScannedImagesQuestion.Answer> answer(Coverage... coverage) {
        return answer(new Lookup.Answered<>(List.of(coverage)));
    }

    private List<ScannedImagesQuestion.Answer> answer(Lookup<List<Coverage>> coverage) {
        return List.of(new ScannedImagesQuestion.Answer("shop", definition().place(), coverage));
    }

    @Override
    protected List<ScannedImagesQuestion.Answer> broken() {
        return answer(new Coverage("arn", List.of(), false, "INACTIVE SCAN_ELIGIBILITY_EXPIRED", Optional.empty()));
    }

    @Override
    protected List<ScannedImagesQuestion.Answer> accepted() {
        return answer(new Coverage("arn", List.of(), true, "ACTIVE", Optional.of(ClusterRuleContract.daysAgo(3))));
    }

    @Test
    void anImageThatInspectorDoesNotKnowIsNotScanned() {
        assertThat(outcome(answer())).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aRegistryThatIsNotAnsweredForIsAnError() {
        assertThat(outcome(answer(new Lookup.Failed<>("of another account", "use its credentials"))))
                .isEqualTo(RuleOutcome.ERROR);
        assertThat(result(new Lookup.Answered<>(answer(new Lookup.Denied<>("x:Ask"))), MissingAnswers.OPTIONAL)
                        .outcome())
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void imagesFromElsewhereAreNotInspectors() {
        assertThat(rule().excludes(TestTask.fargate()
                        .container("\"image\": \"docker.io/library/nginx:1.27\"")
                        .facts()
                        .task()))
                .isPresent();
    }
}

package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.question.StoredSecretsQuestion;
import io.jenkins.lib.containergate.ecs.account.question.StoredSecretsQuestion.Stored;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every question to the secrets of a task is held to. */
abstract class StoredSecretRuleContract extends CloudRuleContract<TaskDefinition, List<StoredSecretsQuestion.Answer>> {
    abstract Stored bad();

    abstract Stored good();

    @Override
    protected TaskDefinition definition() {
        return TestTask.fargate().facts().task();
    }

    @Override
    protected List<StoredSecretsQuestion.Answer> broken() {
        return List.of(answer(good()), answer(bad()));
    }

    @Override
    protected List<StoredSecretsQuestion.Answer> accepted() {
        return List.of(answer(good()));
    }

    StoredSecretsQuestion.Answer answer(Stored... stored) {
        return answer(new Lookup.Answered<>(Arrays.asList(stored)));
    }

    StoredSecretsQuestion.Answer answer(Lookup<List<Stored>> stored) {
        return new StoredSecretsQuestion.Answer(
                "the secret shop/db", definition().place(), false, stored);
    }

    /** The same, of which the task fetches one version. */
    StoredSecretsQuestion.Answer pinned(Stored stored) {
        return new StoredSecretsQuestion.Answer(
                "the secret shop/db", definition().place(), true, new Lookup.Answered<>(List.of(stored)));
    }

    static Stored secret(boolean rotates) {
        return new Stored(
                Optional.empty(), rotates, rotates, Optional.of("key"), Optional.of(ClusterRuleContract.daysAgo(1)));
    }

    static Stored parameter(String type) {
        return new Stored(
                Optional.of(type), false, false, Optional.of("key"), Optional.of(ClusterRuleContract.daysAgo(1)));
    }

    @Test
    void oneOfTwoParametersOfTheSameNameIsEnough() {
        assertThat(outcome(List.of(answer(good(), bad())))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void oneThatIsNotAnsweredIsAnErrorAndNoPass() {
        List<StoredSecretsQuestion.Answer> partly =
                List.of(answer(good()), answer(new Lookup.Denied<>("ssm:DescribeParameters")));
        assertThat(outcome(partly)).isEqualTo(RuleOutcome.ERROR);
        assertThat(result(new Lookup.Answered<>(partly), MissingAnswers.OPTIONAL)
                        .outcome())
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void aTaskWithoutSecretsIsNotAskedAbout() {
        assertThat(rule().excludes(TestTask.fargate().without("secrets").facts().task()))
                .isPresent();
        assertThat(rule().excludes(definition())).isEmpty();
    }
}

package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.StoredSecretsQuestion;
import io.jenkins.lib.containergate.ecs.account.question.StoredSecretsQuestion.Stored;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretAgeRuleTest extends StoredSecretRuleContract {
    @Override
    protected CloudRule<TaskDefinition, List<StoredSecretsQuestion.Answer>> rule() {
        return new SecretAgeRule(Duration.ofDays(90), ClusterRuleContract.CLOCK);
    }

    @Override
    Stored bad() {
        return changed(91);
    }

    @Override
    Stored good() {
        return changed(90);
    }

    private static Stored changed(int days) {
        return new Stored(
                Optional.empty(), true, true, Optional.empty(), Optional.of(ClusterRuleContract.daysAgo(days)));
    }

    @Test
    void theLastChangeOfASecretDoesNotTellTheAgeOfAVersion() {
        assertThat(outcome(List.of(pinned(good())))).isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(List.of(pinned(bad())))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void anAgeThatIsNotKnownIsNotYoung() {
        assertThat(outcome(
                        List.of(answer(new Stored(Optional.empty(), true, true, Optional.empty(), Optional.empty())))))
                .isEqualTo(RuleOutcome.FAIL);
    }
}

package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.StoredSecretsQuestion;
import io.jenkins.lib.containergate.ecs.account.question.StoredSecretsQuestion.Stored;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretRotationRuleTest extends StoredSecretRuleContract {
    @Override
    protected CloudRule<TaskDefinition, List<StoredSecretsQuestion.Answer>> rule() {
        return new SecretRotationRule();
    }

    @Override
    Stored bad() {
        return secret(false);
    }

    @Override
    Stored good() {
        return secret(true);
    }

    @Test
    void rotationThatIsSwitchedOnAndHasNeverHappenedIsNone() {
        Stored never = new Stored(Optional.empty(), true, false, Optional.of("key"), Optional.empty());
        assertThat(outcome(List.of(answer(never)))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aTaskThatFetchesOneVersionDoesNotFollowTheRotation() {
        assertThat(outcome(List.of(pinned(good())))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void parametersCannotBeRotated() {
        assertThat(outcome(List.of(answer(parameter("SecureString"))))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}

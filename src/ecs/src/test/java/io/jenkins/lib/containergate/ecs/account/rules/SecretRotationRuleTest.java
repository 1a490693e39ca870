package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.StoredSecretsQuestion;
import io.jenkins.lib.containergate.ecs.account.question.StoredSecretsQuestion.Stored;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
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
    void parametersCannotBeRotated() {
        assertThat(outcome(List.of(answer(parameter("SecureString"))))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}

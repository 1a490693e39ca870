package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.StoredSecretsQuestion;
import io.jenkins.lib.containergate.ecs.account.question.StoredSecretsQuestion.Stored;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecureParametersRuleTest extends StoredSecretRuleContract {
    @Override
    protected CloudRule<TaskDefinition, List<StoredSecretsQuestion.Answer>> rule() {
        return new SecureParametersRule();
    }

    @Override
    Stored bad() {
        return parameter("String");
    }

    @Override
    Stored good() {
        return parameter("SecureString");
    }

    @Test
    void anUnknownTypeIsNotTakenForEncrypted() {
        assertThat(outcome(List.of(answer(parameter("UNKNOWN_TO_SDK_VERSION")))))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void secretsOfSecretsManagerAreAlwaysEncrypted() {
        assertThat(outcome(List.of(answer(secret(false))))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}

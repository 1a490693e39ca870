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

class SecretCustomerKeyRuleTest extends StoredSecretRuleContract {
    @Override
    protected CloudRule<TaskDefinition, List<StoredSecretsQuestion.Answer>> rule() {
        return new SecretCustomerKeyRule();
    }

    @Override
    Stored bad() {
        return new Stored(Optional.empty(), true, true, Optional.empty(), Optional.empty());
    }

    @Override
    Stored good() {
        return secret(false);
    }

    @Test
    void parametersNeedAKeyAsWell() {
        assertThat(outcome(List.of(answer(
                        new Stored(Optional.of("SecureString"), false, false, Optional.empty(), Optional.empty())))))
                .isEqualTo(RuleOutcome.FAIL);
    }
}

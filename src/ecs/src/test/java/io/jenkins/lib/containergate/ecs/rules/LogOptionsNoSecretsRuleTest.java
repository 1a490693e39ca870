package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.plaintext.PlaintextSecrets;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class LogOptionsNoSecretsRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new LogOptionsNoSecretsRule(PlaintextSecrets.standard());
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "logConfiguration": {"logDriver": "splunk", "options": {"splunk-token": "0123-abc"}}
            """);
    }

    @Test
    void secretOptionsPass() {
        assertThat(outcome(TestTask.ec2().container("""
            "logConfiguration": {"logDriver": "splunk", "secretOptions": [{"name": "splunk-token", "valueFrom": "arn:aws:ssm:eu-central-1:123456789012:parameter/t"}]}
            """))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void apiKeysOfFireLensCount() {
        assertThat(outcome(TestTask.ec2().container("""
            "logConfiguration": {"logDriver": "awsfirelens", "options": {"Name": "datadog", "apikey": "abc"}}
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aSecretParameterFails() {
        assertThat(outcome(TestTask.ec2()
                        .container("\"logConfiguration\": {\"options\": {\"x\": {\"Ref\": \"Hidden\"}}}")))
                .isEqualTo(RuleOutcome.FAIL);
    }
}

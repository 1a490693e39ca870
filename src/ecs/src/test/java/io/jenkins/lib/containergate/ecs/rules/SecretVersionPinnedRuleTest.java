package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class SecretVersionPinnedRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new SecretVersionPinnedRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "secrets": [{"name": "X", "valueFrom": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:x-AbCdEf"}]
            """);
    }

    @Test
    void aStagePasses() {
        assertThat(outcome(TestTask.ec2().container("""
            "secrets": [{"name": "X", "valueFrom": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:x-AbCdEf::AWSCURRENT:"}]
            """))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aJsonKeyIsNoVersion() {
        assertThat(outcome(TestTask.ec2().container("""
            "secrets": [{"name": "X", "valueFrom": "arn:aws:secretsmanager:eu-central-1:123456789012:secret:x-AbCdEf:password::"}]
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void parametersAreLeftOut() {
        assertThat(outcome(TestTask.ec2().container("""
            "secrets": [{"name": "X", "valueFrom": "arn:aws:ssm:eu-central-1:123456789012:parameter/x"}]
            """))).isEqualTo(RuleOutcome.PASS);
    }
}

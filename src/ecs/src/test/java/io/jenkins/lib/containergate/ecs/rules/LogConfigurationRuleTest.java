package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class LogConfigurationRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new LogConfigurationRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().without("logConfiguration");
    }

    @Test
    void theDriverNoneKeepsNothing() {
        assertThat(outcome(TestTask.ec2().container("""
            "logConfiguration": {"logDriver": "none"}
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aRouterIsExcepted() {
        assertThat(outcome(TestTask.ec2()
                        .without("logConfiguration")
                        .container("\"firelensConfiguration\": {\"type\": \"fluentbit\"}")))
                .isEqualTo(RuleOutcome.PASS);
    }
}

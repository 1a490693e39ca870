package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoDangerousSysctlRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new NoDangerousSysctlRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "systemControls": [{"namespace": "net.ipv4.ip_forward", "value": "1"}]
            """);
    }

    @Test
    void harmlessOnesPass() {
        assertThat(outcome(TestTask.ec2().container("""
            "systemControls": [{"namespace": "net.core.somaxconn", "value": "1024"}]
            """))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void anUnknownNameIsAnErrorNotAPass() {
        assertThat(outcome(TestTask.ec2().container("\"systemControls\": [{\"namespace\": {\"Ref\": \"Unset\"}}]")))
                .isEqualTo(RuleOutcome.ERROR);
    }
}

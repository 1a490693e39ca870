package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoPrivilegedPortsRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new NoPrivilegedPortsRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "portMappings": [{"containerPort": 80}, {"containerPort": 8080, "hostPort": 443}, {"containerPortRange": "20-90"}]
            """);
    }

    @Test
    void aPortTheHostChoosesPasses() {
        assertThat(outcome(TestTask.ec2().container("""
            "portMappings": [{"containerPort": 8080, "hostPort": 0}]
            """))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void whatIsNoRangeFails() {
        assertThat(outcome(TestTask.ec2().container("""
            "portMappings": [{"containerPortRange": "many"}]
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void anUnknownPortIsAnErrorNotAPass() {
        assertThat(outcome(TestTask.ec2().container("\"portMappings\": [{\"containerPort\": {\"Ref\": \"Unset\"}}]")))
                .isEqualTo(RuleOutcome.ERROR);
    }
}

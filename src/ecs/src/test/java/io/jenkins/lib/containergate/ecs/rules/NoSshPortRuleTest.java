package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoSshPortRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new NoSshPortRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "portMappings": [{"containerPort": 22}, {"containerPort": 2222, "hostPort": 22}, {"containerPortRange": "20-25"}]
            """);
    }

    @Test
    void otherPortsPass() {
        assertThat(outcome(TestTask.ec2().container("""
            "portMappings": [{"containerPort": 2222}, {"containerPort": 22, "protocol": "udp"}, {"containerPortRange": "8000-8010"}]
            """))).isEqualTo(RuleOutcome.PASS);
    }
}

package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class DropAllCapabilitiesRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new DropAllCapabilitiesRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().without("linuxParameters");
    }

    @Test
    void someAreNotAll() {
        assertThat(outcome(TestTask.ec2().container("""
            "linuxParameters": {"capabilities": {"drop": ["NET_RAW", "MKNOD"]}}
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void caseDoesNotMatter() {
        assertThat(outcome(TestTask.ec2().container("""
            "linuxParameters": {"capabilities": {"drop": ["all"]}}
            """))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void anUnknownListIsAnErrorNotAPass() {
        assertThat(outcome(TestTask.ec2().container("\"linuxParameters\": {\"Ref\": \"Unset\"}")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void aPrivilegedContainerDropsNothing() {
        assertThat(outcome(TestTask.ec2().container("\"privileged\": true"))).isEqualTo(RuleOutcome.FAIL);
    }
}

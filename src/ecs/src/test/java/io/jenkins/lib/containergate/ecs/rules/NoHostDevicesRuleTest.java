package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoHostDevicesRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new NoHostDevicesRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "linuxParameters": {"devices": [{"hostPath": "/dev/kvm"}, {"hostPath": "/dev/fuse"}]}
            """);
    }

    @Test
    void anUnknownListIsAnErrorNotAPass() {
        assertThat(outcome(TestTask.ec2().container("\"linuxParameters\": {\"devices\": {\"Ref\": \"Unset\"}}")))
                .isEqualTo(RuleOutcome.ERROR);
    }
}

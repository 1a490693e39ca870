package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoSharedMountPropagationRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new NoSharedMountPropagationRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().task("""
            "volumes": [{"name": "x", "dockerVolumeConfiguration": {"driverOpts": {"type": "none", "o": "bind,rshared", "device": "/srv"}}}]
            """);
    }

    @Test
    void privatePropagationPasses() {
        assertThat(outcome(TestTask.ec2().task("""
            "volumes": [{"name": "x", "dockerVolumeConfiguration": {"driverOpts": {"o": "bind,rprivate"}}}]
            """))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aRepeatedWordDoesNoHarm() {
        assertThat(outcome(TestTask.ec2().task("""
            "volumes": [{"name": "x", "dockerVolumeConfiguration": {"driverOpts": {"o": "ro,ro,shared"}}}]
            """))).isEqualTo(RuleOutcome.FAIL);
    }
}

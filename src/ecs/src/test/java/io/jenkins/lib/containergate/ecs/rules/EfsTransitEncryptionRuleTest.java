package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class EfsTransitEncryptionRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new EfsTransitEncryptionRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().task("""
            "volumes": [{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1"}}]
            """);
    }

    @Test
    void otherVolumesHaveNoTransit() {
        assertThat(outcome(TestTask.ec2().volume("/srv/shop"))).isEqualTo(RuleOutcome.PASS);
    }
}

package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class EfsIamAuthorizationRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new EfsIamAuthorizationRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().task("""
            "volumes": [{"name": "data", "efsVolumeConfiguration": {"fileSystemId": "fs-1", "transitEncryption": "ENABLED"}}]
            """);
    }

    @Test
    void anAccessPointWithoutIamIsHalfOfIt() {
        assertThat(outcome(TestTask.ec2().task("""
            "volumes": [{"name": "data", "efsVolumeConfiguration": {"authorizationConfig": {"accessPointId": "fsap-1"}}}]
            """))).isEqualTo(RuleOutcome.FAIL);
    }
}

package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class HostMountsReadOnlyRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new HostMountsReadOnlyRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2()
                .volume("/srv/shop")
                .container("\"mountPoints\": [{\"sourceVolume\": \"host\", \"containerPath\": \"/data\"}]");
    }

    @Test
    void readOnlyPasses() {
        assertThat(outcome(TestTask.ec2()
                        .volume("/srv/shop")
                        .container("\"mountPoints\": [{\"sourceVolume\": \"host\", \"readOnly\": true}]")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void otherVolumesAreNotOfTheHost() {
        assertThat(outcome(TestTask.ec2()
                        .volume("/srv/shop")
                        .container("\"mountPoints\": [{\"sourceVolume\": \"data\"}]")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aVolumeWhosePathIsUnknownMayBeOfTheHost() {
        assertThat(outcome(TestTask.ec2()
                        .task("\"volumes\": [{\"name\": \"host\", \"host\": {\"Ref\": \"Unset\"}}]")
                        .container("\"mountPoints\": [{\"sourceVolume\": \"host\"}]")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void whatTheDriverOfDockerMountsIsOfTheHostAsWell() {
        assertThat(outcome(TestTask.ec2().task("""
            "volumes": [{"name": "v", "dockerVolumeConfiguration": {"driverOpts": {"o": "bind", "device": "/srv"}}}]
            """).container("""
            "mountPoints": [{"sourceVolume": "v", "containerPath": "/srv"}]
            """))).isEqualTo(RuleOutcome.FAIL);
    }
}

package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoSensitiveHostMountsRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new NoSensitiveHostMountsRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().volume("/etc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/boot",
                "/dev",
                "/etc",
                "/etc/ssl/private",
                "/lib",
                "/lib64",
                "/proc",
                "/sys",
                "/usr/local/bin",
                "/var",
                "/var/lib",
                "/var/lib/docker",
                "/var/lib/ecs",
                "/var/lib/ecs/data",
                "/root/.ssh",
                "/a/../etc",
                "C:\\\\",
                "C:\\\\Windows\\\\System32",
                "c:/programdata"
            })
    void directoriesOfTheSystemFail(String path) {
        assertThat(outcome(TestTask.ec2().volume(path))).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data", "/mnt/efs", "/var/lib/app", "/etcetera", "/srv/usr", "D:\\\\data"})
    void directoriesOfTheTaskPass(String path) {
        assertThat(outcome(TestTask.ec2().volume(path))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void theDriverOfDockerMountsDirectoriesOfTheHostAsWell() {
        assertThat(outcome(TestTask.ec2().task("""
            "volumes": [{"name": "v", "dockerVolumeConfiguration":
                {"driver": "local", "driverOpts": {"type": "none", "o": "bind", "device": "/etc"}}}]
            """))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestTask.ec2().task("""
            "volumes": [{"name": "v", "dockerVolumeConfiguration":
                {"driverOpts": {"type": "overlay", "o": "lowerdir=/etc:/usr", "device": "overlay"}}}]
            """)))
                .as("an overlay of its directories")
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestTask.ec2().task("""
            "volumes": [{"name": "v", "dockerVolumeConfiguration":
                {"driver": "rexray/ebs", "driverOpts": {"device": "/etc"}}}]
            """)))
                .as("a driver of someone else's")
                .isEqualTo(RuleOutcome.PASS);
    }
}

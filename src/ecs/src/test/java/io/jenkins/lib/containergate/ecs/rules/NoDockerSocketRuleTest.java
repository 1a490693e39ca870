package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoDockerSocketRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new NoDockerSocketRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().volume("/var/run/docker.sock");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/var",
                "/var/run",
                "/run",
                "/var/run/docker.sock",
                "/run/docker.sock",
                "//run//docker.sock/",
                "/run/./docker.sock",
                "/tmp/../run",
                "/run/containerd",
                "/run/containerd/containerd.sock",
                "/run/podman/podman.sock",
                "/run/crio/crio.sock",
                "/opt/x/docker.sock",
                "\\\\\\\\.\\\\pipe\\\\docker_engine"
            })
    void everyWayToTheSocketFails(String path) {
        assertThat(outcome(TestTask.ec2().volume(path))).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data", "/var/lib/app", "/runner", "/var/runtime"})
    void otherPathsPass(String path) {
        assertThat(outcome(TestTask.ec2().volume(path))).isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type': 'none', 'o': 'bind', 'device': '/var/run'",
                "'o': 'rbind,rw', 'device': '/run/docker.sock'",
                "'type': 'nfs', 'o': 'ro,bind', 'device': '/var/run'",
                "'type': 'ext4', 'device': '/'"
            })
    void theDriverOfDockerMountsTheSocketAsWell(String options) {
        assertThat(outcome(driverOptions(options))).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type': 'nfs', 'o': 'addr=10.0.0.1', 'device': ':/run'",
                "'type': 'cifs', 'device': '//server/run'",
                "'type': 'tmpfs', 'device': 'tmpfs'",
                "'type': 'none', 'o': 'bind', 'device': '/srv/data'"
            })
    void otherVolumesOfDockerPass(String options) {
        assertThat(outcome(driverOptions(options))).isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'type': 'none', 'o': 'bind,device=/var/run/docker.sock', 'device': '/srv/data'",
                "'o': 'device=/run/docker.sock,bind'",
            })
    void aDeviceWithinTheOptionsOfTheMountCountsAsWell(String options) {
        assertThat(outcome(driverOptions(options))).isEqualTo(RuleOutcome.FAIL);
    }

    private static TestTask driverOptions(String options) {
        return TestTask.ec2().task("""
            "volumes": [{"name": "v", "dockerVolumeConfiguration": {"driverOpts": {%s}}}]
            """.formatted(options.replace('\'', '"')));
    }
}

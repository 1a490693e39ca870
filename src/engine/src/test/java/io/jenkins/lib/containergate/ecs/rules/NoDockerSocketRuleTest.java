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
}

package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadonlyRootFilesystemRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new ReadonlyRootFilesystemRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().without("readonlyRootFilesystem");
    }

    @Test
    void saidToBeFalseItFails() {
        assertThat(outcome(TestTask.ec2().container("""
            "readonlyRootFilesystem": false
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void everyContainerCounts() {
        assertThat(outcome(TestTask.ec2().sidecar("\"readonlyRootFilesystem\": false")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    private static TestTask mounted(String path, String more) {
        return TestTask.ec2()
                .task("\"volumes\": [{\"name\": \"v\"}]")
                .container("\"mountPoints\": [{\"sourceVolume\": \"v\", \"containerPath\": \"" + path + "\"" + more
                        + "}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "//", "/.", "/tmp/..", "/usr", "/usr/local/bin/", "/etc"})
    void aVolumeOverTheProgramsUndoesIt(String path) {
        assertThat(outcome(mounted(path, ""))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(mounted(path, ", \"readOnly\": false"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(mounted(path, ", \"readOnly\": {\"Ref\": \"Unset\"}")))
                .isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(mounted(path, ", \"readOnly\": true"))).isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmp", "/var/lib/shop", "/etc/nginx/conf.d", "/data"})
    void aVolumeForDataDoesNot(String path) {
        assertThat(outcome(mounted(path, ""))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void windowsHasNoSuchSetting() {
        assertThat(outcome(TestTask.windows())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void anUnknownValueIsAnErrorNotAPass() {
        assertThat(outcome(TestTask.ec2().container("\"readonlyRootFilesystem\": {\"Ref\": \"Unset\"}")))
                .isEqualTo(RuleOutcome.ERROR);
    }
}

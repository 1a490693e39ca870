package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskHealthCheckRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new TaskHealthCheckRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().without("healthCheck");
    }

    @Test
    void noneSwitchesItOff() {
        assertThat(outcome(TestTask.ec2().container("""
            "healthCheck": {"command": ["NONE"]}
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void containersThatMayStopNeedNone() {
        assertThat(outcome(TestTask.ec2().without("healthCheck").container("\"essential\": false")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void theCheckOfTheImageIsNotRun() {
        assertThat(outcome(TestTask.ec2().without("healthCheck").imageUser("1")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'CMD-SHELL'", "''", "'CMD', ' '"})
    void aCommandThatRunsNothingIsNone(String words) {
        assertThat(outcome(
                        TestTask.ec2().container("\"healthCheck\": {\"command\": [" + words.replace('\'', '"') + "]}")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'curl', '-f', 'http://localhost/'", "'cmd-shell', 'curl -f http://localhost/'"})
    void aCommandOfAnUnknownKindIsNotRun(String words) {
        assertThat(outcome(
                        TestTask.ec2().container("\"healthCheck\": {\"command\": [" + words.replace('\'', '"') + "]}")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'CMD-SHELL', 'curl -f http://localhost/ || true'",
                "'CMD-SHELL', 'curl -f http://localhost/; exit 0'",
                "'CMD', '/bin/sh', '-c', 'curl -f http://localhost/ || exit 0'",
                "'CMD-SHELL', 'sh -c \\'curl -f http://localhost/ || exit 1\\' || true'",
                "'CMD-SHELL', 'echo healthy || exit 1'",
                "'CMD-SHELL', 'if curl -f http://localhost/; then exit 0; else exit 0; fi'",
                "'CMD', '[', '1', ']'",
                "'CMD', 'true'"
            })
    void aCommandThatCannotFailIsNone(String words) {
        assertThat(outcome(
                        TestTask.ec2().container("\"healthCheck\": {\"command\": [" + words.replace('\'', '"') + "]}")))
                .isEqualTo(RuleOutcome.FAIL);
    }
}

package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskNonRootUserRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new TaskNonRootUserRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "user": "root"
            """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "00",
                "+0",
                "-0",
                "root",
                "0:0",
                "root:root",
                "0:1000",
                " 0",
                "4294967296",
                "-1",
                ":1000",
                "0x0",
                "0b0",
                "0o00",
                "root:",
                "0:",
                "00000000000000000000",
                "Root",
                "ROOT:app",
                "toor"
            })
    void everySpellingOfRootFails(String user) {
        assertThat(outcome(TestTask.ec2().container("\"user\": \"" + user + "\"")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "app", "10001", "10001:0", "app:root"})
    void otherUsersPass(String user) {
        assertThat(outcome(TestTask.ec2().container("\"user\": \"" + user + "\"")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void whereTheTaskDefinitionIsSilentTheImageDecides() {
        assertThat(outcome(TestTask.ec2().without("user").imageUser("10001"))).isEqualTo(RuleOutcome.PASS);
        assertThat(actuals(TestTask.ec2().without("user").imageUser("0")))
                .singleElement()
                .asString()
                .contains("the image's user 0 is root");
        assertThat(actuals(TestTask.ec2().without("user").imageUser("")))
                .singleElement()
                .asString()
                .contains("neither the task definition nor the image");
    }

    @Test
    void whereNobodyReadTheImageSilenceFails() {
        assertThat(actuals(TestTask.ec2().without("user")))
                .singleElement()
                .asString()
                .contains("user is not set, and the image");
    }
}

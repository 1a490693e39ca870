package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskWindowsNonAdminUserRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new TaskWindowsNonAdminUserRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.windows().container("\"user\": \"ContainerAdministrator\"");
    }

    @Override
    protected TestTask accepted() {
        return TestTask.windows();
    }

    @Test
    void silenceIsAnAdministrator() {
        assertThat(outcome(TestTask.windows().without("user"))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void theImageMayDecide() {
        assertThat(outcome(TestTask.windows().without("user").imageUser("ContainerUser")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void caseDoesNotMatter() {
        assertThat(outcome(TestTask.windows().container("\"user\": \"CONTAINERADMINISTRATOR\"")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void linuxIsAnotherRulesMatter() {
        assertThat(outcome(TestTask.ec2())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void anUnknownSystemIsAnErrorNotAPass() {
        assertThat(outcome(
                        TestTask.ec2().task("\"runtimePlatform\": {\"operatingSystemFamily\": {\"Ref\": \"Unset\"}}")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NT AUTHORITY\\\\SYSTEM",
                "nt authority\\\\system",
                "NT AUTHORITY/SYSTEM",
                "SYSTEM",
                "LocalSystem",
                ".\\\\LocalSystem",
                "User Manager\\\\ContainerAdministrator",
                "BUILTIN\\\\Administrators",
                "ACME\\\\Administrator",
                "Administrator@acme.example",
                "NT SERVICE\\\\TrustedInstaller",
                "S-1-5-18",
                "S-1-5-32-544",
                "S-1-5-21-1-2-3-500",
                "S-1-5-93-2-1",
                " containeradministrator ",
                "",
            })
    void everySpellingOfAnAdministratorFails(String user) {
        assertThat(outcome(TestTask.windows().container("\"user\": \"" + user + "\"")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ContainerUser", "User Manager\\\\ContainerUser", "NT AUTHORITY\\\\LocalService", "shop"})
    void otherUsersPass(String user) {
        assertThat(outcome(TestTask.windows().container("\"user\": \"" + user + "\"")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void anImageThatRunsAsTheSystemFails() {
        assertThat(outcome(TestTask.windows().without("user").imageUser("NT AUTHORITY\\SYSTEM")))
                .isEqualTo(RuleOutcome.FAIL);
    }
}

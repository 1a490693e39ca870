package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

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
}

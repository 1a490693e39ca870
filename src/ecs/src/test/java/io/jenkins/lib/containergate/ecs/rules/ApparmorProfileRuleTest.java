package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApparmorProfileRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new ApparmorProfileRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "dockerSecurityOptions": ["no-new-privileges"]
            """);
    }

    @Test
    void unconfinedIsNoProfile() {
        assertThat(outcome(TestTask.ec2().container("""
            "dockerSecurityOptions": ["apparmor:unconfined"]
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void anSelinuxLabelDoesAsWell() {
        assertThat(outcome(TestTask.ec2().container("""
            "dockerSecurityOptions": ["label:type:shop_t"]
            """))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void fargateNeverFails() {
        assertThat(outcome(TestTask.fargate())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'apparmor:docker-default', 'apparmor:unconfined'",
                "'apparmor:'",
                "'apparmor: unconfined'",
                "'label:type:spc_t'",
                "'label:user:shop'",
                "'label:type:shop_t', 'label:disable'"
            })
    void theWeakestOptionCounts(String options) {
        assertThat(outcome(TestTask.ec2().container("\"dockerSecurityOptions\": [" + options.replace('\'', '"') + "]")))
                .isEqualTo(RuleOutcome.FAIL);
    }
}

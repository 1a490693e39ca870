package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelinuxLabelRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new SelinuxLabelRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "dockerSecurityOptions": ["no-new-privileges"]
            """);
    }

    @Test
    void disablingFailsWhateverElseThereIs() {
        assertThat(outcome(TestTask.ec2().container("""
            "dockerSecurityOptions": ["label:disable", "apparmor:docker-default"]
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aLabelPasses() {
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
                "'apparmor:unconfined'",
                "'label:type:spc_t'",
                "'label:type:shop_t', 'label:type:unconfined_t'",
                "'label:level:s0:c1'"
            })
    void anOptionThatConfinesNothingIsNone(String options) {
        assertThat(outcome(TestTask.ec2().container("\"dockerSecurityOptions\": [" + options.replace('\'', '"') + "]")))
                .isEqualTo(RuleOutcome.FAIL);
    }
}

package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoNewPrivilegesRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new NoNewPrivilegesRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().without("dockerSecurityOptions");
    }

    @Test
    void switchedOffItFails() {
        assertThat(outcome(TestTask.ec2().container("""
            "dockerSecurityOptions": ["no-new-privileges:false"]
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void fargateTakesNone() {
        assertThat(outcome(TestTask.fargate())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'no-new-privileges', 'no-new-privileges:false'",
                "'no-new-privileges:false', 'no-new-privileges'",
                "'no-new-privileges=0'"
            })
    void oneThatIsOffIsEnough(String options) {
        assertThat(outcome(TestTask.ec2().container("\"dockerSecurityOptions\": [" + options.replace('\'', '"') + "]")))
                .isEqualTo(RuleOutcome.FAIL);
    }
}

package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogConfigurationRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new LogConfigurationRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().without("logConfiguration");
    }

    @Test
    void theDriverNoneKeepsNothing() {
        assertThat(outcome(TestTask.ec2().container("""
            "logConfiguration": {"logDriver": "none"}
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "Name, null, FAIL",
        "name, ' NULL', FAIL",
        "@type, null, FAIL",
        "Name, cloudwatch_logs, PASS",
        "Match, null, PASS"
    })
    void anOutputOfFireLensThatDiscardsEverythingKeepsNothing(String option, String value, RuleOutcome outcome) {
        assertThat(outcome(TestTask.ec2().container("""
            "logConfiguration": {"logDriver": "awsfirelens", "options": {"%s": "%s"}}
            """.formatted(option, value))))
                .isEqualTo(outcome);
    }

    @Test
    void aRouterIsExcepted() {
        assertThat(outcome(TestTask.ec2()
                        .without("logConfiguration")
                        .container("\"firelensConfiguration\": {\"type\": \"fluentbit\"}")))
                .isEqualTo(RuleOutcome.PASS);
    }
}

package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class SecretsByReferenceRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new SecretsByReferenceRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "secrets": [{"name": "DB_PASSWORD", "valueFrom": "shop-db"}]
            """);
    }

    @Test
    void parametersPass() {
        assertThat(outcome(TestTask.ec2().container("""
            "secrets": [{"name": "X", "valueFrom": "arn:aws-cn:ssm:cn-north-1:123456789012:parameter/shop/x"}]
            """))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void otherServicesKeepNoSecrets() {
        assertThat(outcome(TestTask.ec2().container("""
            "secrets": [{"name": "X", "valueFrom": "arn:aws:s3:::bucket/x"}]
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aReferenceToAResourcePasses() {
        assertThat(outcome(TestTask.ec2()
                        .container("\"secrets\": [{\"name\": \"X\", \"valueFrom\": {\"Ref\": \"Secret\"}}]")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void anUnsetParameterIsAnErrorNotAPass() {
        assertThat(outcome(TestTask.ec2()
                        .container("\"secrets\": [{\"name\": \"X\", \"valueFrom\": {\"Ref\": \"Unset\"}}]")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void optionsOfLogsCount() {
        assertThat(outcome(TestTask.ec2().container("""
            "logConfiguration": {"logDriver": "splunk", "secretOptions": [{"name": "t", "valueFrom": "x"}]}
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void whatStandsThereIsNeverShown() {
        assertThat(check(TestTask.ec2().container("\"secrets\": [{\"name\": \"X\", \"valueFrom\": \"hunter22\"}]"))
                        .findings()
                        .toString())
                .doesNotContain("hunter22");
    }
}

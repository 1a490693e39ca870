package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class TaskNoLatestTagRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new TaskNoLatestTagRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "image": "shop/web:latest"
            """);
    }

    @Test
    void noTagMeansLatest() {
        assertThat(outcome(TestTask.ec2().container("""
            "image": "localhost:5000/shop/web"
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aVersionPasses() {
        assertThat(outcome(TestTask.ec2().container("""
            "image": "localhost:5000/shop/web:1.4"
            """))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void theDigestDecides() {
        assertThat(outcome(TestTask.ec2().container("\"image\": \"shop/web:latest@sha256:" + "a".repeat(64) + "\"")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void whatIsNoReferenceFails() {
        assertThat(outcome(TestTask.ec2().container("""
            "image": "SHOP WEB"
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void anOpenAccountDoesNotMatter() {
        assertThat(outcome(TestTask.ec2()
                        .container("\"image\": {\"Fn::Sub\":"
                                + " \"${AWS::AccountId}.dkr.ecr.eu-central-1.amazonaws.com/web:1.4\"}")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void anOpenTagIsAnErrorNotAPass() {
        assertThat(outcome(TestTask.ec2().container("\"image\": {\"Fn::Sub\": \"web:${Unset}\"}")))
                .isEqualTo(RuleOutcome.ERROR);
    }
}

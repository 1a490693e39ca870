package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class RegistryCredentialsRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new RegistryCredentialsRule();
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "image": "nginx:1.27"
            """);
    }

    @Test
    void withCredentialsItPasses() {
        assertThat(outcome(TestTask.ec2()
                        .container("\"image\": \"nginx:1.27\", \"repositoryCredentials\":"
                                + " {\"credentialsParameter\":"
                                + " \"arn:aws:secretsmanager:eu-central-1:123456789012:secret:hub\"}")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void ecrPublicNeedsNone() {
        assertThat(outcome(TestTask.ec2().container("""
            "image": "public.ecr.aws/nginx/nginx:1.27"
            """))).isEqualTo(RuleOutcome.PASS);
    }
}

package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.plaintext.PlaintextSecrets;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoPlaintextSecretsEnvRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new NoPlaintextSecretsEnvRule(PlaintextSecrets.standard());
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "environment": [{"name": "DB_PASSWORD", "value": "correct horse"}, {"name": "X", "value": "postgres://shop:pw@db/shop"}]
            """);
    }

    @ParameterizedTest
    @CsvSource({
        "DB_PASSWORD, hunter22",
        "db.password, 1234",
        "dbPassword, x9",
        "API_KEY, abc",
        "AWS_SECRET_ACCESS_KEY, abc",
        "AWS_ACCESS_KEY_ID, AKIDEXAMPLE",
        "ECS_ENGINE_AUTH_DATA, '{}x'",
        "GITHUB_TOKEN, abc",
        "CLIENT_SECRET, abc",
        "SSH_PRIVATE_KEY, abc",
        "ANY, AKIAABCDEFGHIJKLMNOP",
        "ANY, ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "ANY, -----BEGIN RSA PRIVATE KEY-----",
        "ANY, postgres://user:pw@host/db",
        "ANY, '{{resolve:secretsmanager:shop/db:SecretString:password}}'"
    })
    void whatIsASecretByNameOrByValueFails(String name, String value) {
        TestTask task = TestTask.ec2().environment(name, value);
        assertThat(outcome(task)).isEqualTo(RuleOutcome.FAIL);
        assertThat(check(task).findings().toString()).doesNotContain(value);
    }

    @ParameterizedTest
    @CsvSource({
        "STAGE, prod",
        "DB_PASSWORD, ''",
        "DB_PASSWORD_FILE, /run/secrets/db",
        "PASSWORD_MIN_LENGTH, 12",
        "TOKEN_TTL, 3600",
        "SECRET_ARN, arn:aws:secretsmanager:eu-central-1:123456789012:secret:x",
        "DB_PASSWORD, arn:aws:ssm:eu-central-1:123456789012:parameter/x",
        "USE_TOKEN, true",
        "URL, https://host/path",
        "KEYBOARD, qwerty",
        "MONKEY, banana"
    })
    void whatIsNoSecretPasses(String name, String value) {
        assertThat(outcome(TestTask.ec2().environment(name, value))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aSecretParameterOfATemplateEndsInTheEnvironmentAsWell() {
        assertThat(outcome(TestTask.ec2()
                        .container("\"environment\": [{\"name\": \"X\", \"value\": {\"Ref\": \"Hidden\"}}]")))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestTask.ec2()
                        .container("\"environment\": [{\"name\": \"X\", \"value\": {\"Ref\": \"Unset\"}}]")))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(TestTask.ec2()
                        .container("\"environment\": [{\"name\": \"DB_PASSWORD\", \"value\": {\"Ref\": \"Unset\"}}]")))
                .isEqualTo(RuleOutcome.ERROR);
    }
}

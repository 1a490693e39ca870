package io.jenkins.lib.containergate.ecs.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.TaskRuleContract;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.plaintext.PlaintextSecrets;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoSecretsInArgumentsRuleTest extends TaskRuleContract {
    @Override
    protected TaskRule rule() {
        return new NoSecretsInArgumentsRule(PlaintextSecrets.standard());
    }

    @Override
    protected TestTask broken() {
        return TestTask.ec2().container("""
            "command": ["serve", "--db-password=hunter22"], "dockerLabels": {"api-key": "abc"}
            """);
    }

    @Test
    void tagsAreReadToo() {
        assertThat(outcome(TestTask.ec2().task("""
            "tags": [{"key": "deploy-token", "value": "abc"}]
            """))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aSecretParameterInACommandFails() {
        assertThat(outcome(TestTask.ec2().container("\"command\": [{\"Ref\": \"Hidden\"}]")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"--password=hunter22\"]",
                "[\"--password\", \"hunter22\"]",
                "[\"-Ddb.password=hunter22\"]",
                "[\"sh\", \"-c\", \"DB_PASSWORD=hunter22 exec serve\"]",
                "[\"sh\", \"-c\", \"serve --token hunter22 --x\"]",
                "[\"curl\", \"https://user:hunter22@host/\"]",
                "[\"curl\", \"-u\", \"shop:hunter22\", \"https://host/\"]",
                "[\"/usr/bin/curl\", \"--user=shop:hunter22\", \"https://host/\"]",
                "[\"sh\", \"-c\", \"curl -fsS -ushop:hunter22 https://host/\"]",
                "[\"mysqladmin\", \"-uroot\", \"-phunter22\", \"ping\"]",
                "[\"sh\", \"-c\", \"mysql -u root -phunter22 < schema.sql\"]",
                "[\"--key\", \"AKIAABCDEFGHIJKLMNOP\"]"
            })
    void secretsInWordsFailAndAreNotShown(String words) {
        for (String member : new String[] {"command", "entryPoint"}) {
            TestTask task = TestTask.ec2().container("\"" + member + "\": " + words);
            assertThat(outcome(task)).isEqualTo(RuleOutcome.FAIL);
            assertThat(check(task).findings().toString())
                    .doesNotContain("hunter22")
                    .doesNotContain("AKIAABC");
        }
        assertThat(outcome(TestTask.ec2().container("\"healthCheck\": {\"command\": " + words + "}")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"serve\", \"--port\", \"8080\"]",
                "[\"sh\", \"-c\", \"serve --password=$DB_PASSWORD\"]",
                "[\"serve\", \"--password-file\", \"/run/secrets/db\"]",
                "[\"serve\", \"--token\"]",
                "[\"serve\", \"--password\", \"${DB_PASSWORD}\"]",
                "[\"serve\", \"--token\", \"--verbose\"]",
                "[\"curl\", \"-u\", \"shop:$PASSWORD\", \"https://host:8080/\"]",
                "[\"curl\", \"-f\", \"http://localhost:8080/health\"]",
                "[\"run\", \"-u\", \"1000:1000\"]",
                "[\"mysql\", \"-p\", \"-P\", \"3306\"]",
                "[\"serve\", \"-p8080\"]"
            })
    void harmlessWordsPass(String words) {
        assertThat(outcome(TestTask.ec2().container("\"command\": " + words))).isEqualTo(RuleOutcome.PASS);
    }
}

package io.jenkins.lib.containergate.ecs.plaintext;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.lib.containergate.ecs.TaskRules;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A text of which parts are known only at deployment is searched in its known parts, and is a secret when a part is one. */
class PartlyKnownTextsTest {
    /** {@code -Dcontainer-gate.texts.rounds=50000 -Dcontainer-gate.texts.seed=7} tries that many, from that seed on. */
    private static final int ROUNDS = Integer.getInteger("container-gate.texts.rounds", 150);

    private static final long SEED = Long.getLong("container-gate.texts.seed", 20_261_126L);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final RuleSet<io.jenkins.lib.containergate.ecs.TaskFacts> RULES = TaskRules.all()
            .only(rule -> List.of("no-plaintext-secrets-env", "no-secrets-in-arguments", "log-options-no-secrets")
                    .contains(rule.id().value()));

    private static List<Finding> findings(TestTask task) {
        return RULES.evaluate(task.facts()).findings();
    }

    private static List<Finding> broken(TestTask task) {
        return findings(task).stream().filter(finding -> !finding.undecided()).toList();
    }

    private static TestTask environment(String name, String value) {
        return TestTask.ec2().container("\"environment\": [{\"name\": \"%s\", \"value\": %s}]".formatted(name, value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Fn::Sub': 'key=AKIA" + "IOSFODNN7QXAMPLE;region=${AWS::Region}'}",
                "{'Fn::Sub': 'postgres://shop:hunter2@${Role}/shop'}",
                "{'Fn::Join': ['', ['postgres://shop:hunter2@', {'Ref': 'Role'}]]}",
                "{'Fn::Join': ['', ['{{resolve:secretsmanager:', {'Ref': 'Secret'}, ':SecretString:password::}}']]}",
                "{'Fn::Sub': '{{resolve:ssm-secure:/${AWS::StackName}/db}}'}",
                "{'Fn::GetAtt': ['Key', 'SecretAccessKey']}",
                "{'Fn::GetAtt': 'Client.ClientSecret'}",
                "{'Fn::Sub': 'x-${Key.SecretAccessKey}'}",
                "{'Fn::Base64': {'Ref': 'Hidden'}}",
                "{'Fn::Base64': {'Fn::Sub': 'postgres://shop:hunter2@${Role}/shop'}}",
                "{'Fn::Base64': 'AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/" + "K7MDENG/bPxRfiCYzX3mp1eKEY'}",
                "{'Fn::If': ['Unknown', 'postgres://shop:hunter2@db/shop', {'Ref': 'Unset'}]}",
                "{'Fn::If': ['Unknown', 'x', {'Fn::If': ['Other', 'y', {'Ref': 'Hidden'}]}]}",
                "{'Fn::FindInMap': ['Stages', {'Ref': 'Unset'}, 'Url']}",
                "{'Fn::Select': [{'Ref': 'Unset'}, ['a', 'postgres://shop:hunter2@db/shop']]}",
                "{'Fn::Select': ['1', {'Fn::Split': ['|', {'Fn::Sub': 'postgres://shop:hunter2@db|${Unset}'}]}]}",
                "{'Fn::ToJsonString': {'Password': {'Ref': 'Hidden'}}}",
                "{'Fn::ToJsonString': {'url': 'postgres://shop:hunter2@db/shop'}}",
                "{'Fn::Transform': {'Name': 'x', 'Parameters': {'url': 'postgres://shop:hunter2@db/shop'}}}",
                "{'Fn::Join': [{'Ref': 'Unset'}, ['postgres://shop:hunter2@db/shop', 'x']]}",
                "{'Fn::Sub': ['${Url}/x', {'Url': {'Fn::If': ['Unknown', 'postgres://shop:hunter2@db', 'z']}}]}",
                "{'Fn::Sub': 'Server=${Role};Password=hunter2;User=sa'}",
            })
    void isASecretUnderAnyName(String value) {
        String json = value.replace('\'', '"');
        for (TestTask task : List.of(
                environment("CFG", json),
                TestTask.ec2().container("\"command\": [\"serve\", " + json + "]"),
                TestTask.ec2().container("\"entryPoint\": [" + json + "]"),
                TestTask.ec2().container("\"healthCheck\": {\"command\": [\"CMD\", " + json + "]}"),
                TestTask.ec2().container("\"dockerLabels\": {\"x\": " + json + "}"),
                TestTask.ec2()
                        .container("\"logConfiguration\": {\"logDriver\": \"splunk\", \"options\": {\"x\": " + json
                                + "}}"),
                TestTask.ec2()
                        .container("\"firelensConfiguration\": {\"type\": \"fluentbit\", \"options\": {\"x\": " + json
                                + "}}"),
                TestTask.ec2().task("\"tags\": [{\"key\": \"x\", \"value\": " + json + "}]"))) {
            assertThat(broken(task)).as(value).isNotEmpty();
            assertThat(findings(task).toString()).doesNotContain("hunter2").doesNotContain("wJalr");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Fn::Sub': 'hunter2-${AWS::Region}'}",
                "{'Fn::Join': ['', ['hunter2', {'Ref': 'Unset'}]]}",
                "{'Fn::If': ['Unknown', 'hunter2', {'Ref': 'Secret'}]}",
                "{'Fn::FindInMap': ['Stages', {'Ref': 'Unset'}, 'Password']}",
                "{'Fn::FindInMap': ['Stages', {'Ref': 'Unset'}, 'User', {'DefaultValue': 'hunter2'}]}",
                "{'Fn::FindInMap': ['Stages', {'Ref': 'Unset'}, 'User', {'DefaultValue': {'Ref': 'Secret'}}]}",
            })
    void isASecretUnderTheNameOfOne(String value) {
        String json = value.replace('\'', '"');
        assertThat(broken(environment("DB_PASSWORD", json))).as(value).isNotEmpty();
        assertThat(broken(TestTask.ec2().container("\"command\": [\"serve\", \"--password\", " + json + "]")))
                .as(value)
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Fn::ImportValue': 'x'}",
                "{'Fn::GetAtt': ['Custom', 'Value']}",
                "{'Fn::GetAtt': ['Nested', 'Outputs.Value']}",
                "{'Ref': 'Unset'}",
                "{'Fn::Sub': '${Unset}-${Unset}'}",
                "'{{resolve:ssm:/shop/db}}'",
            })
    void mayBeASecretUnderTheNameOfOne(String value) {
        String json = value.replace('\'', '"');
        assertThat(findings(environment("DB_PASSWORD", json))).as(value).isNotEmpty();
        assertThat(findings(environment("CFG", json))).as(value).isEmpty();
        assertThat(findings(TestTask.ec2().container("\"command\": [\"serve\", \"--token\", " + json + "]")))
                .as(value)
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Fn::Sub': 'postgres://shop:${Unset}@${Role}/shop'}",
                "{'Fn::Sub': 'postgres://shop:${Role}-${Unset}@${Role}/shop'}",
                "{'Fn::Sub': 'Server=x;Password=${Unset};'}",
                "{'Fn::Join': ['', ['token: ', {'Fn::ImportValue': 'x'}]]}",
                "{'Fn::Sub': 'arn:aws:ecs:${AWS::Region} --password=${Unset}'}",
            })
    void maybeASecretWhereATextSaysThatOneFollows(String value) {
        assertThat(findings(environment("CFG", value.replace('\'', '"'))))
                .as(value)
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Ref': 'Secret'}",
                "{'Fn::GetAtt': ['Secret', 'Id']}",
                "{'Fn::Sub': 'arn:aws:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:db'}",
                "{'Fn::Sub': 'arn:aws:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:${Unset}'}",
            })
    void theNameOfASecretIsNone(String value) {
        for (String name : List.of("DB_SECRET", "CFG")) {
            assertThat(findings(environment(name, value.replace('\'', '"'))))
                    .as(value)
                    .isEmpty();
        }
    }

    @Test
    void listsThatAreChosenAtDeploymentAreSearched() {
        TestTask task = TestTask.ec2()
                .container("\"environment\": {\"Fn::If\": [\"Unknown\", [{\"Name\": \"DB_PASSWORD\", \"Value\":"
                        + " \"hunter2\"}], []]}, \"command\": {\"Fn::If\": [\"Unknown\", [\"--password=hunter2\"],"
                        + " []]}");
        assertThat(broken(task))
                .extracting(finding -> finding.rule().value())
                .contains("no-plaintext-secrets-env", "no-secrets-in-arguments");
    }

    /** What a known part would give alone, it gives among parts that are not known. */
    @Test
    void aTextWithUnknownPartsGivesAtLeastTheFindingsOfItsKnownParts() {
        List<String> pieces = List.of(
                "postgres://shop:hunter2@db/shop",
                "key=AKIA" + "IOSFODNN7QXAMPLE",
                "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA",
                "ghp_0123456789abcdefghijklmnopqrstuvwxyz",
                "plain text",
                "Password=S3cr3t-Val7e!x;",
                "--password=hunter2",
                "eu-central-1",
                "https://example.org/path",
                "xoxb-123456789012-abcdefghijkl");
        List<String> gaps = List.of(
                "{\"Ref\": \"Unset\"}",
                "{\"Ref\": \"Role\"}",
                "{\"Ref\": \"AWS::Region\"}",
                "{\"Fn::ImportValue\": \"x\"}",
                "\"{{resolve:ssm:/a}}\"",
                "{\"Fn::If\": [\"Unknown\", \"a\", \"b\"]}");
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            List<String> known = new ArrayList<>();
            ArrayNode parts = JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                if (random.nextBoolean()) {
                    parts.add(node(gaps.get(random.nextInt(gaps.size()))));
                }
                String piece = pieces.get(random.nextInt(pieces.size()));
                known.add(piece);
                parts.add(piece);
                parts.add(node(gaps.get(random.nextInt(gaps.size()))));
            }
            String joined = "{\"Fn::Join\": [\"" + (random.nextBoolean() ? "" : " ") + "\", " + parts + "]}";
            boolean alone = known.stream()
                    .anyMatch(piece -> !broken(environment(
                                    "CFG",
                                    JsonNodeFactory.instance.textNode(piece).toString()))
                            .isEmpty());
            if (alone) {
                assertThat(broken(environment("CFG", joined))).as(joined).isNotEmpty();
            }
        }
    }

    private static com.fasterxml.jackson.databind.JsonNode node(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}

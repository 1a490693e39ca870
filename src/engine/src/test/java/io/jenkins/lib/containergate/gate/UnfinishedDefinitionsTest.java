package io.jenkins.lib.containergate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionFiles;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionReader;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.ecs.task.TaskDefinitionDigest;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files from which a tool makes the task definition that is registered. */
class UnfinishedDefinitionsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String DIGEST = "@sha256:" + "a".repeat(64);

    /** Passes as it is. */
    private static final String FINISHED = """
        {
          "family": "shop",
          "networkMode": "awsvpc",
          "requiresCompatibilities": ["EC2"],
          "taskRoleArn": "arn:aws:iam::123456789012:role/task",
          "executionRoleArn": "arn:aws:iam::123456789012:role/execution",
          "containerDefinitions": [{
            "name": "web",
            "image": "123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop%s",
            "user": "10001",
            "readonlyRootFilesystem": true,
            "command": ["sh", "-c", "exec app --password=${DB_PASSWORD} --level $LEVEL"],
            "environment": [{"name": "LEVEL", "value": "info"}],
            "dockerLabels": {"check": "%%%%host%%%% {{.Name}}"},
            "mountPoints": [{"sourceVolume": "data", "containerPath": "/data", "readOnly": true}],
            "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "${GROUP}"}}
          }],
          "volumes": [{"name": "data", "host": {"sourcePath": "/data"}}]
        }
        """.formatted(DIGEST);

    private static List<TaskDefinition> tasks(String file) throws GateException {
        return new TaskDefinitionFiles(DocumentLimits.defaults(), Map.of())
                .parse(new TreeMap<>(Map.of("task.json", file.getBytes(StandardCharsets.UTF_8))))
                .tasks();
    }

    private static Verdict judge(List<TaskDefinition> tasks) throws GateException, InterruptedException {
        TaskDefinitionGate gate = new TaskDefinitionGate(
                PolicyMerge.merge(List.of(PolicyParser.parse("org", "org.yaml", "version: 1\n")), CLOCK), CLOCK);
        return gate.judge(
                "task.json",
                tasks.stream()
                        .map(task -> new TaskFacts(task, ContainerImages.none()))
                        .toList(),
                List.of());
    }

    private static Verdict judge(String file) throws GateException, InterruptedException {
        return judge(tasks(file));
    }

    @Test
    void whatAProgramFillsInWhenItRunsIsNoPlaceholder() throws GateException, InterruptedException {
        assertThat(judge(FINISHED).outcome()).isEqualTo(Outcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ must_env `APP_USER` }}",
                "${APP_USER}",
                "$(APP_USER)",
                "$APP_USER",
                "<APP_USER>",
                "#{AppUser}#",
                "{% if prod %}10001{% endif %}",
                "{{ must_env `APP_USER`",
                "{% if prod",
                "{app_user}",
                "[[ AppUser ]]",
                "%APP_USER%",
                "@APP_USER@",
                "@@APP_USER@@",
                "__APP_USER__",
                "$[APP_USER]",
                "%{app_user}",
                "@{AppUser}",
                "((app_user))",
                "{app-user}",
                "{ app_user }",
                "{app_user:-app}",
                "${APP_USER",
                "[% app_user %]",
                "##APP_USER##",
                "`whoami`",
                "%s",
                "{0}",
                "!Sub app",
                "op://vault/app/user",
                "APP_USER",
                "1000${LAST_DIGIT}",
                "10001:${GROUP}"
            })
    void aUserThatAToolFillsInIsNotKnown(String placeholder) throws GateException, InterruptedException {
        Verdict verdict = judge(FINISHED.replace("10001", placeholder));

        assertThat(verdict.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(findings(verdict))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.finding().rule().value()).isEqualTo("task-non-root-user"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobody",
                "www-data:www-data",
                "_apt",
                "first.last",
                "app@example.org",
                "65532:65532",
                "NT\\\\app"
            })
    void namesAndNumbersOfUsersAreKnown(String user) throws GateException, InterruptedException {
        assertThat(judge(FINISHED.replace("10001", user)).outcome()).isEqualTo(Outcome.PASS);
    }

    /** No user of a Linux distribution is called so, and it can be read for another one. */
    @Test
    void aUserInLettersOfOtherAlphabetsIsNotKnown() throws GateException, InterruptedException {
        assertThat(judge(FINISHED.replace("10001", "r\u043eot")).outcome()).isEqualTo(Outcome.ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"((role))", "ref+vault://roles/task", "role of the task"})
    void aRoleThatIsNeitherAnArnNorANameIsNotKnown(String role) throws GateException, InterruptedException {
        String file = FINISHED.replace("arn:aws:iam::123456789012:role/task", role);

        assertThat(judge(file).outcome()).isEqualTo(Outcome.ERROR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ecsTaskRole", "team/ecs-task_role+x=1,2.3@4", "arn:aws-us-gov:iam::123456789012:role/team/task"
            })
    void namesAndArnsOfRolesAreKnown(String role) throws GateException, InterruptedException {
        String file = FINISHED.replace("arn:aws:iam::123456789012:role/task", role);

        assertThat(judge(file).outcome()).isEqualTo(Outcome.PASS);
    }

    /** A search from each of them to the end would not end in this test. */
    @ParameterizedTest
    @ValueSource(strings = {"{{", "{%", "${", "$[", "((", "[%", "`a"})
    void manyPlaceholdersWithoutAnEndAreReadOnce(String open) throws GateException, InterruptedException {
        String file = FINISHED.replace("10001", open.repeat(1_000_000));

        assertThat(judge(file).outcome()).isEqualTo(Outcome.ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "awsvpc, no-host-network",
        "/data, no-sensitive-host-mounts",
        "arn:aws:iam::123456789012:role/task, execution-role-not-task-role",
        "awslogs\", log-configuration"
    })
    void everySettingThatDecidesIsHeldToThat(String value, String rule) throws GateException, InterruptedException {
        String end = value.endsWith("\"") ? "\"" : "";
        Verdict verdict = judge(FINISHED.replace("\"" + value, "\"{{ env `A` }}" + end));

        assertThat(verdict.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(findings(verdict))
                .anySatisfy(
                        finding -> assertThat(finding.finding().rule().value()).isEqualTo(rule));
    }

    @ParameterizedTest
    @CsvSource({
        "DB_PASSWORD, ${DB_PASSWORD}",
        "DB_PASSWORD, $DB_PASSWORD",
        "URL, postgres://shop:${PW}@db/shop",
        "URL, postgres://shop:{{ must_env `PW` }}@db/shop",
        "URL, postgres://{{ env `USER` `shop` }}:{{ must_env `PW` }}@db/shop",
        "URL, postgres://shop:${{ secrets.PW }}@db/shop",
        "URL, postgres://shop:@PW@@db/shop",
        "URL, postgres://shop:shop-{{ must_env `PW` }}@db/shop",
        "URL, postgres://shop:$[PW]@db/shop",
        "DB, Server=db;Password={{ must_env `PW` }};",
        "DB, Server=db;Pwd=<DB_PASSWORD>",
        "OPTIONS, -Xmx1g -Ddb.password=@DB_PASSWORD@",
        "OPTIONS, --token __API_TOKEN__ --api-key=((api_key))",
        "DB, '{\\\"password\\\": \\\"#{DbPassword}#\\\"}'"
    })
    void aVariableThatMayBecomeASecretIsUndecided(String name, String value)
            throws GateException, InterruptedException {
        String file =
                FINISHED.replace("\"LEVEL\", \"value\": \"info\"", "\"" + name + "\", \"value\": \"" + value + "\"");

        assertThat(judge(file).outcome()).isEqualTo(Outcome.ERROR);
        assertThat(TaskDefinitionDigest.of(tasks(file).get(0)))
                .as("it is not what will be registered")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"splunk, ERROR", "awsfirelens, PASS"})
    void aTokenOfALogDriverIsUndecidedUnlessTheLogRouterFillsItIn(String driver, Outcome outcome)
            throws GateException, InterruptedException {
        String file = FINISHED.replace("awslogs\"", driver + "\"").replace("awslogs-group", "splunk-token");

        assertThat(judge(file).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:secretsmanager:eu-central-1:${ACCOUNT}:secret:shop", "/run/secrets/{{ env `A` }}"})
    void whatSaysWhereASecretIsHoldsNone(String value) throws GateException, InterruptedException {
        String file = FINISHED.replace("\"LEVEL\", \"value\": \"info\"", "\"DB_SECRET\", \"value\": \"" + value + "\"");

        assertThat(judge(file).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void otherVariablesMayHoldAnything() throws GateException, InterruptedException {
        String file = FINISHED.replace("\"info\"", "\"%d{${PATTERN:-HH:mm}} {{ env `LEVEL` }}\"");

        assertThat(judge(file).outcome()).isEqualTo(Outcome.PASS);
        assertThat(TaskDefinitionDigest.of(tasks(file).get(0))).isPresent();
    }

    /** Shells and Spring write the same, and fill it in when the program runs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Server=db;Password=${PW};",
                "-Ddb.password=$PW",
                "jdbc:postgresql://db/shop?user=shop&password=${DB_PASSWORD:}",
                "Server=db;Database={{ env `DB` }}",
                "password={password}"
            })
    void aSecretInAnotherVariableCanBeFilledInWhenTheProgramRuns(String value)
            throws GateException, InterruptedException {
        assertThat(judge(FINISHED.replace("\"info\"", "\"" + value + "\"")).outcome())
                .isEqualTo(Outcome.PASS);
    }

    /** The application may fill it in itself, as Spring does. */
    @Test
    void inWhatIsRegisteredNothingIsFilledInAnyMore() throws GateException, InterruptedException {
        String json =
                FINISHED.replace("\"LEVEL\", \"value\": \"info\"", "\"DB_PASSWORD\", \"value\": \"${DB_PASSWORD}\"");
        List<TaskDefinition> tasks = TaskDefinitionReader.ofAnswers(DocumentLimits.defaults())
                .read("shop:1", json.getBytes(StandardCharsets.UTF_8));

        assertThat(judge(tasks).outcome()).isEqualTo(Outcome.PASS);
    }

    private static List<DecidedFinding> findings(Verdict verdict) {
        return verdict.gates().get(0).findings();
    }
}

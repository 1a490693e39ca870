package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.UnaskedLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.question.EnvironmentFilesQuestion;
import io.jenkins.lib.containergate.ecs.plaintext.PlaintextSecrets;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoSecretsInEnvFilesRuleTest extends CloudRuleContract<TaskDefinition, List<EnvironmentFilesQuestion.Answer>> {
    static final String FILE =
            "\"environmentFiles\": [{\"type\": \"s3\", \"value\": \"arn:aws:s3:::acme-config/shop/prod.env\"}]";

    @Override
    protected CloudRule<TaskDefinition, List<EnvironmentFilesQuestion.Answer>> rule() {
        return new NoSecretsInEnvFilesRule(PlaintextSecrets.standard());
    }

    @Override
    protected TaskDefinition definition() {
        return TestTask.fargate().container(FILE).facts().task();
    }

    private List<EnvironmentFilesQuestion.Answer> file(String text) {
        return List.of(answer(new Lookup.Answered<>(text.getBytes(StandardCharsets.UTF_8))));
    }

    private EnvironmentFilesQuestion.Answer answer(Lookup<byte[]> content) {
        return new EnvironmentFilesQuestion.Answer(definition().place(), false, content);
    }

    @Override
    protected List<EnvironmentFilesQuestion.Answer> broken() {
        return file("# settings\nLOG_LEVEL=info\nDB_PASSWORD=hunter2-9Kz\nAPI=https://shop:hunter2-9Kz@api.example\n");
    }

    @Override
    protected List<EnvironmentFilesQuestion.Answer> accepted() {
        return file("# settings\nLOG_LEVEL=info\n\nDB_PASSWORD=\nREGION = eu-central-1\n");
    }

    @Test
    void aFindingNamesTheLineAndNothingOfIt() {
        assertThat(result(broken()).findings())
                .extracting(finding -> finding.actual())
                .satisfiesExactly(
                        first -> assertThat(first).contains("line 3 of the file holds"),
                        second -> assertThat(second).contains("line 4 of the file holds"));
        assertThat(result(broken()).toString()).doesNotContain("hunter2", "DB_PASSWORD", "shop:");
    }

    @Test
    void aCommentAndAKeyOfSeveralLinesCanBeReadAllTheSame() {
        assertThat(outcome(file("# DB_PASSWORD=hunter2-9Kz\n"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(file("-----BEGIN RSA " + "PRIVATE KEY-----\n"
                        + "MIIEpAIBAAKCAQEA7bq5oXW9k2cQf0n3\n".repeat(12) + "-----END RSA " + "PRIVATE KEY-----\n")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void oneFileThatCannotBeReadIsAnErrorBesideWhatIsFound() {
        RuleResult result = result(List.of(broken().get(0), answer(new Lookup.Denied<>("s3:GetObject"))));
        assertThat(result.outcome()).isEqualTo(RuleOutcome.ERROR);
        assertThat(result.findings()).hasSize(3);
        assertThat(outcome(List.of(answer(new Lookup.Answered<>(new byte[] {(byte) 0xff, 'x'})))))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void containersThatAreNotKnownMayTakeVariablesFromFiles() throws Exception {
        TaskDefinition task = TestTask.fargate()
                .task("\"containerDefinitions\": {\"Ref\": \"Unset\"}")
                .facts()
                .task();
        assertThat(rule().excludes(task)).isEmpty();
        List<EnvironmentFilesQuestion.Answer> answers = new EnvironmentFilesQuestion()
                .ask(task, UnaskedLookups.of("no"), Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()))
                .required();
        assertThat(outcome(answers)).isEqualTo(RuleOutcome.ERROR);
    }

    private RuleOutcome router(String text) {
        return outcome(List.of(new EnvironmentFilesQuestion.Answer(
                definition().place(), true, new Lookup.Answered<>(text.getBytes(StandardCharsets.UTF_8)))));
    }

    @Test
    void theConfigurationOfFireLensIsReadAsItsProgramsDo() {
        assertThat(router("[OUTPUT]\n    Name es\n    HTTP_Passwd hunter2-9Kz\n"))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(router("<match *>\n  @type splunk_hec\n  password \"hunter2-9Kz\"\n</match>\n"))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(router("pipeline:\n  outputs:\n    - name: es\n      http_passwd: hunter2-9Kz\n"))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(router(
                        "[OUTPUT]\n    Name es\n    HTTP_Passwd ${PASSWORD}\n    Match *\n# a comment on passwords\n"))
                .isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\tHTTP_Passwd\thunter2-9Kz",
                "    HTTP_Passwd    hunter2\"9Kz",
                "  password \"hunter2-9Kz\" # of the shop",
                "  password 'hunter2-9Kz'",
                "      http_passwd:\thunter2-9Kz",
                "      http_passwd: 'hunter2-9Kz'",
                "  password \"#{ENV['PASSWORD']}hunter2-9Kz\"",
                "  outputs: [{name: es, http_user: shop, http_passwd: hunter2-9Kz}]",
                "    - {name: es, http_passwd: \"hunter2-9Kz\", match: '*'}",
                "    - {\"name\":\"es\",\"http_passwd\":\"hunter2-9Kz\"}"
            })
    void aSecretOfARouterIsFoundHoweverItIsSeparatedAndQuoted(String line) {
        assertThat(router(line)).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\tHTTP_Passwd\t${PASSWORD}",
                "  password \"#{ENV['PASSWORD']}\"",
                "  password \"#{ENV[\"PASSWORD\"] || use_nil}\"",
                "      http_passwd: '${PASSWORD}'",
                "      http_passwd: \"\"",
                "    - {name: es, http_passwd: ${PASSWORD}, match: '*'}",
                "    - {name: es, http_passwd: '${PASSWORD}'}",
                "    Regex ^{(?<password>[^,]*),(?<time>.*)}$",
                "    Format {\"time\": \"%Y\", \"level\": \"info\"}"
            })
    void aRouterThatTakesASecretFromItsEnvironmentHoldsNone(String line) {
        assertThat(router(line)).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aRouterWithAConfigurationInS3IsAskedAbout() {
        String router =
                "\"firelensConfiguration\": {\"type\": \"fluentbit\", \"options\": {\"config-file-type\": \"%s\","
                        + " \"config-file-value\": \"arn:aws:s3:::config/router.conf\"}}";
        assertThat(rule().excludes(TestTask.fargate()
                        .container(router.formatted("s3"))
                        .facts()
                        .task()))
                .isEmpty();
        assertThat(rule().excludes(TestTask.fargate()
                        .container(router.formatted("file"))
                        .facts()
                        .task()))
                .isPresent();
    }

    @Test
    void withoutAFileThereIsNothingToAsk() {
        assertThat(rule().excludes(TestTask.fargate().facts().task())).isPresent();
        assertThat(rule().excludes(definition())).isEmpty();
    }
}

package io.jenkins.lib.containergate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.StoredFiles;
import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups;
import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups.EcrRepository;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.account.CloudSurvey;
import io.jenkins.lib.containergate.ecs.account.TestLookups;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a missing answer of AWS does to a verdict is the policy's to say, and never a pass of the rule. */
class TaskDefinitionAnswersTest {
    private static final String RULE = "ecr-immutable-tags";
    private final List<String> asked = new ArrayList<>();

    @Test
    void withoutAccessTheOtherRulesDecide() throws Exception {
        assertThat(judge("", CloudSurvey.notAsked("no access")).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aPolicyThatDemandsAnswersTakesNoVerdictWithoutThem() throws Exception {
        Verdict verdict = judge(", awsLookups: required", CloudSurvey.notAsked("no access"));
        assertThat(verdict.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(findings(verdict)).contains("shop, the task definition: no AWS lookups: no access");
    }

    @Test
    void anAnswerIsJudged() throws Exception {
        assertThat(judge("", survey(repository("MUTABLE"))).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(judge("", survey(repository("IMMUTABLE"))).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aMissingPermissionIsAnErrorUnlessThePolicyLetsItBe() throws Exception {
        Lookup<EcrRepository> denied = new Lookup.Denied<>("ecr:DescribeRepositories");
        Verdict verdict = judge("", survey(denied));
        assertThat(verdict.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(findings(verdict)).anyMatch(text -> text.contains("ecr:DescribeRepositories"));
        assertThat(judge(", awsLookups: optional", survey(denied)).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aFaultIsAnErrorEvenThen() throws Exception {
        assertThat(judge(", awsLookups: optional", survey(new Lookup.Failed<>("AWS is down", "wait")))
                        .outcome())
                .isEqualTo(Outcome.ERROR);
    }

    @Test
    void aDeadlineThatPassesIsAnErrorNotTheEnd() throws Exception {
        Verdict verdict = judge("", survey((registry, name, deadline) -> {
            throw new DeadlineExceededException("asking AWS", Duration.ofSeconds(1));
        }));
        assertThat(verdict.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(findings(verdict)).anyMatch(text -> text.contains("deadline of 1 s"));
    }

    @Test
    void whatNoRuleNeedsIsNotAsked() throws Exception {
        CloudSurvey survey = survey((registry, name, deadline) -> {
            asked.add(name);
            return repository("IMMUTABLE");
        });
        judge("", survey);
        assertThat(asked).containsExactly("shop/web");
        asked.clear();
        judgeAs("{version: 1, taskDefinition: {rules: {ecr-not-public: off}}}", survey);
        assertThat(asked).isEmpty();
    }

    private static final String ENVIRONMENT_FILES = "\"environmentFiles\": [{\"type\": \"s3\", \"value\": \"%s\"}]";

    /** @param content of every object */
    private static CloudSurvey files(Lookup<byte[]> content) {
        StoredFiles files = new StoredFiles() {
            @Override
            public Lookup<byte[]> object(String bucket, String key, Deadline deadline) {
                return bucket.equals("acme-config") && key.equals("shop/prod.env")
                        ? content
                        : new Lookup.Failed<>("no such object", "name another");
            }

            @Override
            public Lookup<byte[]> parameter(String name, Deadline deadline) {
                return new Lookup.Failed<>("no parameter", "name none");
            }
        };
        return CloudSurvey.of(TestLookups.of(files), Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()));
    }

    private static Verdict environment(String value, String more, CloudSurvey survey) throws Exception {
        String policy = "{version: 1, taskDefinition: {rules: {ecr-not-public: off}" + more + "}}";
        TaskDefinitionGate gate = new TaskDefinitionGate(
                PolicyMerge.merge(List.of(PolicyParser.parse("org", "org.yaml", policy)), Clock.systemUTC()),
                Clock.systemUTC());
        return gate.judge(
                "shop",
                List.of(TestTask.fargate()
                        .container(ENVIRONMENT_FILES.formatted(value))
                        .facts()),
                List.of(),
                survey);
    }

    private static Lookup<byte[]> content(String text) {
        return new Lookup.Answered<>(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aSecretInAFileOfVariablesFailsAndTheFileCountsAsEvaluated() throws Exception {
        String arn = "arn:aws:s3:::acme-config/shop/prod.env";
        Verdict bad = environment(arn, "", files(content("A=b\nDB_PASSWORD=hunter2-9Kz\n")));
        assertThat(bad.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(findings(bad)).anyMatch(text -> text.contains("line 2 of the file holds"));
        assertThat(bad.toString()).doesNotContain("hunter2");

        Verdict good = environment(arn, "", files(content("A=b\n")));
        assertThat(findings(good)).isEmpty();
        assertThat(good.gates().get(0).account().evaluated()).contains(new Account.Evaluated("file in S3", 1));
    }

    @Test
    void aFileOfVariablesThatIsNotReadIsNeverSilent() throws Exception {
        String arn = "arn:aws:s3:::acme-config/shop/prod.env";
        for (CloudSurvey survey :
                List.of(CloudSurvey.notAsked("no access to it is given"), files(new Lookup.Denied<>("s3:GetObject")))) {
            assertThat(environment(arn, "", survey).gates().get(0).account().notEvaluated())
                    .extracting(Account.NotEvaluated::kind)
                    .contains("file in S3");
        }
        assertThat(environment(arn, "", CloudSurvey.notAsked("no access to it is given"))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(environment(arn, ", awsLookups: required", CloudSurvey.notAsked("no access to it is given"))
                        .outcome())
                .isEqualTo(Outcome.ERROR);
        assertThat(environment(arn, "", files(new Lookup.Denied<>("s3:GetObject")))
                        .outcome())
                .isEqualTo(Outcome.ERROR);
        assertThat(environment("arn:aws:s3:::acme-config/other.env", "", files(content("A=b\n")))
                        .outcome())
                .isEqualTo(Outcome.ERROR);
        assertThat(environment("acme-config/shop/prod.env", "", files(content("A=b\n")))
                        .outcome())
                .isEqualTo(Outcome.ERROR);
    }

    private static Lookup<EcrRepository> repository(String tags) {
        return new Lookup.Answered<>(new EcrRepository(
                Arn.of("arn:aws:ecr:eu-central-1:123456789012:repository/shop/web")
                        .orElseThrow(),
                tags,
                true,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    private static CloudSurvey survey(Lookup<EcrRepository> repository) {
        return survey((registry, name, deadline) -> repository);
    }

    private static CloudSurvey survey(RepositoryLookups repositories) {
        return CloudSurvey.of(TestLookups.of(repositories), Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()));
    }

    private Verdict judge(String more, CloudSurvey survey) throws GateException, InterruptedException {
        return judgeAs("{version: 1, taskDefinition: {rules: {" + RULE + ": on}" + more + "}}", survey);
    }

    private static Verdict judgeAs(String policy, CloudSurvey survey) throws GateException, InterruptedException {
        TaskDefinitionGate gate = new TaskDefinitionGate(
                PolicyMerge.merge(List.of(PolicyParser.parse("org", "org.yaml", policy)), Clock.systemUTC()),
                Clock.systemUTC());
        return gate.judge("shop", List.of(TestTask.ec2().facts()), List.of(), survey);
    }

    private static List<String> findings(Verdict verdict) {
        return verdict.gates().get(0).findings().stream()
                .map(DecidedFinding::finding)
                .map(finding -> finding.actual())
                .toList();
    }
}

package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.UnaskedLookups;
import io.jenkins.lib.containergate.aws.secret.SecretLookups.FileBucket;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.question.EnvironmentBucketsQuestion;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvFileBucketRuleTest extends CloudRuleContract<TaskDefinition, List<EnvironmentBucketsQuestion.Answer>> {
    @Override
    protected CloudRule<TaskDefinition, List<EnvironmentBucketsQuestion.Answer>> rule() {
        return new EnvFileBucketRule();
    }

    @Override
    protected TaskDefinition definition() {
        return task("{\"type\": \"s3\", \"value\": \"arn:aws:s3:::config/shop.env\"}");
    }

    private static TaskDefinition task(String file) {
        return TestTask.fargate()
                .container("\"environmentFiles\": [" + file + "]")
                .facts()
                .task();
    }

    private List<EnvironmentBucketsQuestion.Answer> bucket(boolean encrypted, String... open) {
        return List.of(new EnvironmentBucketsQuestion.Answer(
                "config", definition().place(), new Lookup.Answered<>(new FileBucket(encrypted, List.of(open)))));
    }

    @Override
    protected List<EnvironmentBucketsQuestion.Answer> broken() {
        return bucket(false, "BlockPublicPolicy");
    }

    @Override
    protected List<EnvironmentBucketsQuestion.Answer> accepted() {
        return bucket(true);
    }

    @Test
    void encryptionAndAccessAreEachAFinding() {
        assertThat(result(broken()).findings()).hasSize(2);
        assertThat(outcome(bucket(false))).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"s3\", \"value\": \"config/shop.env\"}",
                "{\"type\": \"s3\"}",
                "{\"type\": \"s3\", \"value\": {\"Ref\": \"Unset\"}}",
                "{\"Ref\": \"Unset\"}"
            })
    void aFileThatNamesNoBucketIsAnError(String file) throws Exception {
        TaskDefinition task = task(file);
        assertThat(rule().excludes(task)).isEmpty();
        Lookup<List<EnvironmentBucketsQuestion.Answer>> answer = rule().question()
                .ask(task, UnaskedLookups.of("not here"), Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()));
        assertThat(answer.required()).isNotEmpty();
        assertThat(outcome(answer.required())).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void theBucketOfAFireLensConfigurationIsAskedAbout() throws Exception {
        TaskDefinition task = TestTask.fargate()
                .container("\"firelensConfiguration\": {\"type\": \"fluentbit\", \"options\": {\"config-file-type\":"
                        + " \"s3\", \"config-file-value\": \"arn:aws:s3:::routers/a.conf\"}}")
                .facts()
                .task();
        assertThat(rule().excludes(task)).isEmpty();
        Lookup<List<EnvironmentBucketsQuestion.Answer>> answer = rule().question()
                .ask(task, UnaskedLookups.of("not here"), Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()));
        assertThat(answer.required())
                .extracting(EnvironmentBucketsQuestion.Answer::bucket)
                .containsExactly("routers");
    }

    @Test
    void aTaskWithoutFilesIsNotAskedAbout() {
        assertThat(rule().excludes(TestTask.fargate().facts().task())).isPresent();
    }
}

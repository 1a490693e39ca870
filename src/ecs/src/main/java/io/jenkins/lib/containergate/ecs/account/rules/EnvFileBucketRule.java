package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.secret.SecretLookups.FileBucket;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.EnvironmentBucketsQuestion;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** What is in such a file is in the environment of the process, passwords included. */
public final class EnvFileBucketRule extends CloudRule<TaskDefinition, List<EnvironmentBucketsQuestion.Answer>> {
    public EnvFileBucketRule() {
        super(
                new RuleMetadata(
                        "env-file-bucket-private",
                        "buckets of environment files are encrypted and block public access",
                        Severity.HIGH,
                        List.of(RuleSource.fsbp("S3.8")),
                        "switch on all four settings of the bucket's public access block, and default encryption"),
                "default encryption, and all four settings of the public access block",
                new EnvironmentBucketsQuestion());
    }

    @Override
    public RuleResult judge(CloudFacts<TaskDefinition> facts, List<EnvironmentBucketsQuestion.Answer> answers) {
        CloudFindings findings = findings(facts);
        for (EnvironmentBucketsQuestion.Answer answer : answers) {
            findings.answered(answer.settings(), answer.place(), bucket -> judge(bucket, answer, findings));
        }
        return findings.result();
    }

    private static void judge(FileBucket bucket, EnvironmentBucketsQuestion.Answer answer, CloudFindings findings) {
        String name = "the bucket " + answer.bucket();
        if (!bucket.open().isEmpty()) {
            findings.broken(
                    answer.place(),
                    name + " access",
                    name + " does not block public access: " + String.join(", ", bucket.open()) + " off",
                    Fix.none());
        }
        if (!bucket.encrypted()) {
            findings.broken(
                    answer.place(), name + " encryption", name + " does not encrypt what is written to it", Fix.none());
        }
    }
}

package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.ClusterTasksQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.FargatePlatforms;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Fargate patches the host of a task when the task is replaced, and not before. */
public final class FargateTasksCurrentRule extends CloudRule<Deployment, List<EcsTask>> {
    private static final String FARGATE = "FARGATE";
    private final Duration max;
    private final Clock clock;

    public FargateTasksCurrentRule(Duration max, Clock clock) {
        super(
                new RuleMetadata(
                        "fargate-tasks-current",
                        "tasks that run on Fargate are recent and on a current platform version",
                        Severity.MEDIUM,
                        List.of(),
                        "replace the tasks: aws ecs update-service --force-new-deployment, with the platform version"
                                + " LATEST"),
                "platform version " + FargatePlatforms.EXPECTED + ", started within " + max.toDays() + " days",
                new ClusterTasksQuestion());
        this.max = max;
        this.clock = clock;
    }

    @Override
    public RuleResult judge(CloudFacts<Deployment> facts, List<EcsTask> all) {
        List<EcsTask> tasks = all.stream()
                .filter(task ->
                        task.start().launchType().filter(FARGATE::equals).isPresent())
                .toList();
        if (tasks.isEmpty()) {
            return RuleResult.notApplicable("no task of the cluster runs on Fargate");
        }
        CloudFindings findings = findings(facts);
        for (EcsTask task : tasks) {
            EcsTask.Start start = task.start();
            String subject =
                    "the task " + task.arn().name() + " of " + task.group().orElse("no service");
            start.platformVersion()
                    .filter(version -> !FargatePlatforms.current(version, start.windows()))
                    .ifPresent(version -> findings.broken(
                            facts.definition().place(),
                            task.arn().name() + " platform",
                            subject + " runs on the platform version " + version,
                            Fix.none()));
            start.at()
                    .filter(at -> at.plus(max).isBefore(clock.instant()))
                    .ifPresent(at -> findings.broken(
                            facts.definition().place(),
                            task.arn().name() + " age",
                            subject + " runs since " + LocalDate.ofInstant(at, ZoneOffset.UTC),
                            Fix.none()));
            if (start.platformVersion().isEmpty()) {
                findings.undecided(
                        facts.definition().place(),
                        "ECS does not tell the platform version of " + subject,
                        "ask again when the task runs");
            }
        }
        return findings.result();
    }
}

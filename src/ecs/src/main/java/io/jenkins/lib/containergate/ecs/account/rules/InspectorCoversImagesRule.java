package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.ScannedImagesQuestion;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What becomes known after the build is found only where somebody looks again. */
public final class InspectorCoversImagesRule extends CloudRule<TaskDefinition, List<ScannedImagesQuestion.Answer>> {
    private final ScanAge age;

    /** @param max how long ago the last scan may be */
    public InspectorCoversImagesRule(Duration max, Clock clock) {
        super(
                new RuleMetadata(
                        "inspector-covers-images",
                        "Inspector scans the images of the task",
                        Severity.MEDIUM,
                        List.of(RuleSource.fsbp("Inspector.2")),
                        "switch on enhanced scanning for the repository, with a re-scan duration as long as the image"
                                + " is in use"),
                "scan status ACTIVE, and a scan within " + max.toDays() + " days",
                new ScannedImagesQuestion());
        this.age = new ScanAge(max, clock);
    }

    @Override
    public RuleResult judge(CloudFacts<TaskDefinition> facts, List<ScannedImagesQuestion.Answer> answers) {
        CloudFindings findings = findings(facts);
        for (ScannedImagesQuestion.Answer answer : answers) {
            findings.answered(
                    answer.coverage(),
                    answer.place(),
                    coverage -> age.objection(coverage)
                            .ifPresent(objection -> findings.broken(
                                    answer.place(),
                                    answer.image(),
                                    "the image " + answer.image() + " " + objection,
                                    Fix.none())));
        }
        return findings.result();
    }
}

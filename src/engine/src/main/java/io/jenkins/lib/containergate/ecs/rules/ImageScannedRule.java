package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.ImageAnswer;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** A sidecar's hole is the task's: containers of one task share network and role. */
public final class ImageScannedRule implements TaskRule {
    private static final RuleMetadata METADATA = new RuleMetadata(
            new RuleId("image-scanned"),
            "every image holds only what the policy allows",
            Severity.CRITICAL,
            List.of(RuleSource.cisDocker("4.4")),
            "see the verdict on the image");

    private static final ImageAnswer UNASKED = new ImageAnswer.Undecided(
            "the image was not scanned", "scan the images of the task: gate taskdef --scan-images");

    @Override
    public RuleMetadata metadata() {
        return METADATA;
    }

    @Override
    public Applicability applicability() {
        return Applicability.everywhere();
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        if (facts.answers().scanned().isEmpty()) {
            return RuleResult.notApplicable(
                    "nobody demands that images are scanned (--scan-images, taskDefinition.images.scanned)");
        }
        TaskFindings findings = new TaskFindings(METADATA, facts, "a passed verdict on the image");
        AnsweredImages images =
                new AnsweredImages(facts.answers().scanned().get(), UNASKED, "the image does not pass: ");
        findings.eachContainer(container -> images.judge(container, findings));
        return findings.result();
    }
}

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

/** A task is as trustworthy as the least trustworthy image in it, sidecars included. */
public final class ImageSignedRule implements TaskRule {
    private static final RuleMetadata METADATA = new RuleMetadata(
            new RuleId("image-signed"),
            "every image is signed by those whom the policy trusts",
            Severity.CRITICAL,
            List.of(RuleSource.cisDocker("4.5"), RuleSource.cisDocker("4.12")),
            "sign the image as the policy demands, or run one that is signed");

    private static final ImageAnswer UNASKED = new ImageAnswer.Undecided(
            "the image's signature was not verified", "verify the images of the task: gate taskdef --verify-images");

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
        if (facts.answers().signed().isEmpty()) {
            return RuleResult.notApplicable(
                    "nobody demands signatures (--verify-images, taskDefinition.images.signed)");
        }
        TaskFindings findings = new TaskFindings(METADATA, facts, "a signature of each signer the policy demands");
        AnsweredImages images =
                new AnsweredImages(facts.answers().signed().get(), UNASKED, "the image is not signed as demanded: ");
        findings.eachContainer(container -> images.judge(container, findings));
        return findings.result();
    }
}

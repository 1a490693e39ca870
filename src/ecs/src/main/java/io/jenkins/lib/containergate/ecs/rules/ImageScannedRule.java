package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.ImageAnswers;
import io.jenkins.lib.containergate.ecs.ImageAnswers.ImageAnswer;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** A sidecar's hole is the task's: containers of one task share network and role. */
public final class ImageScannedRule extends AnsweredImages {
    public ImageScannedRule() {
        super(
                new RuleMetadata(
                        "image-scanned",
                        "every image holds only what the policy allows",
                        Severity.CRITICAL,
                        List.of(RuleSource.cisDocker("4.4")),
                        "see the verdict on the image"),
                ImageAnswers::scanned,
                new Wording(
                        "scanned images are not required (--scan-images, taskDefinition.images.scanned)",
                        "a passed verdict on the image",
                        new ImageAnswer.Undecided(
                                "the image was not scanned",
                                "scan the images of the task: gate taskdef --scan-images, scanImages: true"),
                        "the image does not pass: "));
    }
}

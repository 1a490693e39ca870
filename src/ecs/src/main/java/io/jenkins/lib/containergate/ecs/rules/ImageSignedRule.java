package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.ImageAnswers;
import io.jenkins.lib.containergate.ecs.ImageAnswers.ImageAnswer;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** A task is as trustworthy as the least trustworthy image in it, sidecars included. */
public final class ImageSignedRule extends AnsweredImages {
    public ImageSignedRule() {
        super(
                new RuleMetadata(
                        "image-signed",
                        "every image is signed by those whom the policy trusts",
                        Severity.CRITICAL,
                        List.of(RuleSource.cisDocker("4.5"), RuleSource.cisDocker("4.12")),
                        "sign the image as the policy demands, or run one that is signed"),
                ImageAnswers::signed,
                new Wording(
                        "signatures are not required (--verify-images, taskDefinition.images.signed)",
                        "a signature of each signer the policy demands",
                        new ImageAnswer.Undecided(
                                "the image's signature was not verified",
                                "verify the images of the task: gate taskdef --verify-images, verifyImages: true"),
                        "the image is not signed as demanded: "));
    }
}

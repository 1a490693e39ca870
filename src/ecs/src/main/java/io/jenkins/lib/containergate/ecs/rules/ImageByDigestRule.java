package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** A tag can be moved after the gate has judged what was behind it. */
public final class ImageByDigestRule extends TaskRule {
    public ImageByDigestRule() {
        super(new RuleMetadata(
                "image-by-digest",
                "every image is named by its digest",
                Severity.HIGH,
                List.of(RuleSource.cisDocker("5.28")),
                "write image@sha256:DIGEST, as the gate returns it"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "image with @sha256:");
        findings.eachContainer(container -> {
            if (container.image() instanceof Unresolved<String> later) {
                switch (ImageText.pinned(later.shape())) {
                    case YES -> {}
                    case NO -> findings.broken(later.place(), "the image has a tag and no digest", Fix.none());
                    case UNKNOWN -> findings.undecided(later);
                }
            } else {
                findings.require(
                        container.image(), image -> ImageText.pinned(image) == ImageText.Answer.YES, Fix.none());
            }
        });
        return findings.result();
    }
}

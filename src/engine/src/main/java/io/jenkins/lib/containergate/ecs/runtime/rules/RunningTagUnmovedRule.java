package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.ecs.runtime.DriftFindings;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts.Running;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;

/** The next task that starts by the tag runs another image. */
public final class RunningTagUnmovedRule extends ImageRule {
    public RunningTagUnmovedRule() {
        super(
                new RuleMetadata(
                        "running-tag-unmoved",
                        "every tag that tasks were started by still names the image that runs",
                        Severity.HIGH,
                        List.of(),
                        "name images by digest in task definitions, and make tags immutable"),
                "the tag on the digest that runs");
    }

    @Override
    void check(Running running, ImageEvidence evidence, DriftFindings findings) {
        standing(running, evidence.tag(), findings);
    }
}

package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.ecs.runtime.DriftFindings;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts.Running;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;

/** ECS cannot start a task again whose image is gone, and nobody can look at it. */
public final class RunningImageKeptRule extends ImageRule {
    public RunningImageKeptRule() {
        super(
                new RuleMetadata(
                        "running-image-kept",
                        "every image that runs is still in its registry",
                        Severity.HIGH,
                        List.of(),
                        "push the image again, or deploy one that is kept; see the life cycle rules of the repository"),
                "the image in its registry");
    }

    @Override
    void check(Running running, ImageEvidence evidence, DriftFindings findings) {
        if (evidence.gone()) {
            findings.broken(running.task(), subject(running), image(running) + ", which its registry no longer holds");
        }
    }
}

package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.ecs.runtime.DriftFindings;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts.Running;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import java.util.List;

/** The newest verdict counts: an image that failed since it was deployed is to be replaced. */
public final class RunningImagePassedRule extends ImageRule {
    public RunningImagePassedRule() {
        super(
                new RuleMetadata(
                        "running-image-passed",
                        "the newest verdict on every image that runs passed",
                        Severity.CRITICAL,
                        List.of(),
                        "deploy a digest that passed"),
                "a newest verdict that passed");
    }

    @Override
    void check(Running running, ImageEvidence evidence, DriftFindings findings) {
        if (evidence.verdict() instanceof VerdictStanding.DidNotPass failed) {
            String levels = String.join(", ", failed.verdict().summary().failedLevels());
            findings.broken(
                    running.task(),
                    subject(running),
                    image(running) + ", which did not pass on "
                            + failed.verdict().summary().timeVerified()
                            + (levels.isEmpty() ? "" : " (" + levels + ")")
                            + elsewhere(running.image(), failed.verdict()));
        }
    }

    /** It may be on an index that lists what runs, on the image of one, or on the same digest in another repository. */
    private static String elsewhere(RunningImage runs, SignedVerdict verdict) {
        return verdict.elsewhere(runs.named().repository(), runs.digest())
                .map(place -> ": the verdict is on " + place + "; evaluate " + runs.pinned() + " again")
                .orElse("");
    }
}

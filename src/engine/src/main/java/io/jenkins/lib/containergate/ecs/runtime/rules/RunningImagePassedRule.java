package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.ecs.runtime.DriftFindings;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts.Running;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictDemand;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;

/** The newest verdict counts: an image that failed since it was deployed is to be replaced. */
public final class RunningImagePassedRule extends ImageRule {
    private static final int LENGTH = 300;

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

    /** The verdict may be on an index that lists what runs, on the image of one, or on the same digest in another repository. */
    private static String elsewhere(RunningImage runs, SignedVerdict verdict) {
        if (!VerdictDemand.on(verdict.summary(), runs.named().repository())) {
            return ": the verdict is on " + SafeText.visible(verdict.summary().resource(), LENGTH)
                    + ", and a digest is the same bytes everywhere; evaluate " + runs.pinned() + " again";
        }
        if (verdict.on().equals(runs.digest())) {
            return "";
        }
        return ": the verdict is on the " + (verdict.ofIndex() ? "index " : "image ") + verdict.on();
    }
}

package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.ecs.runtime.DriftFindings;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts.Running;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import java.util.List;

/** The policy may have become stricter since. */
public final class RunningVerdictStrictEnoughRule extends ImageRule {
    public RunningVerdictStrictEnoughRule() {
        super(
                new RuleMetadata(
                        "running-verdict-strict-enough",
                        "every image that runs passed under a policy as strict as the one in force",
                        Severity.HIGH,
                        List.of(),
                        "evaluate the image again under the policy in force, and attest that verdict with its policy"),
                "a verdict under a policy that is at least as strict");
    }

    @Override
    void check(Running running, ImageEvidence evidence, DriftFindings findings) {
        if (evidence.verdict() instanceof VerdictStanding.Looser looser) {
            findings.broken(
                    running.task(),
                    subject(running),
                    image(running) + ", which passed on "
                            + looser.verdict().summary().timeVerified() + " under a policy that is not strict enough: "
                            + looser.reason());
        }
    }
}

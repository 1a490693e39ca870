package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.ecs.runtime.DriftFindings;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts.Running;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import java.util.List;

/** What nobody looks at again is not known to be good. */
public final class RunningVerdictRecentRule extends ImageRule {
    public RunningVerdictRecentRule() {
        super(
                new RuleMetadata(
                        "running-verdict-recent",
                        "every image that runs passed within the time that the policy allows",
                        Severity.HIGH,
                        List.of(),
                        "evaluate the image again, and attest that verdict"),
                "a verdict that is not older than drift.maxAge");
    }

    @Override
    void check(Running running, ImageEvidence evidence, DriftFindings findings) {
        if (evidence.verdict() instanceof VerdictStanding.TooOld old) {
            findings.broken(
                    running.task(),
                    subject(running),
                    image(running) + ", which passed on "
                            + old.verdict().summary().timeVerified() + ", before " + old.notBefore());
        }
    }
}

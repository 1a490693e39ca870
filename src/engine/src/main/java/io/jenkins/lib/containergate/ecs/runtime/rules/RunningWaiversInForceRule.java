package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.ecs.runtime.DriftFindings;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts.Running;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;

/** A risk that was accepted until a day is no longer accepted after it. */
public final class RunningWaiversInForceRule extends ImageRule {
    public RunningWaiversInForceRule() {
        super(
                new RuleMetadata(
                        "running-waivers-in-force",
                        "every waiver that an image which runs passed by is still in force",
                        Severity.HIGH,
                        List.of(),
                        "fix what was waived and deploy that, or have the waiver renewed"),
                "no finding but those that are waived today");
    }

    @Override
    void check(Running running, ImageEvidence evidence, DriftFindings findings) {
        standing(running, evidence.waivers(), findings);
    }
}

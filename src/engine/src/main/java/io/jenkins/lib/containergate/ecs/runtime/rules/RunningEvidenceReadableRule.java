package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.ecs.runtime.DriftFindings;
import io.jenkins.lib.containergate.ecs.runtime.DriftRule;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts.Containers;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts.Running;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts.Unknown;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import java.util.List;

/** What runs and what is known of it can be told; the other rules are silent about what cannot. */
public final class RunningEvidenceReadableRule extends DriftRule {
    public static final RuleId ID = new RuleId("running-evidence-readable");

    private static final RuleMetadata METADATA = new RuleMetadata(
            ID,
            "what runs, and the verdicts on it, can be read and verified",
            Severity.CRITICAL,
            List.of(),
            "make the registry and its attestations readable, and attest the verdict again");

    /**
     * A cluster, or a whole account, of which nothing could be read.
     *
     * @param path for its location
     */
    public static Finding unread(String path, GateException cause) {
        return DriftFindings.undecided(
                METADATA, path, "what runs there cannot be read: " + cause.problem(), cause.remedy());
    }

    public RunningEvidenceReadableRule() {
        super(METADATA);
    }

    @Override
    public RuleResult check(WorkloadFacts facts) {
        DriftFindings findings =
                new DriftFindings(METADATA, facts.workload(), "a verdict that can be read and verified");
        Containers containers = facts.containers();
        for (Unknown unknown : containers.unknown()) {
            findings.undecided(
                    unknown.task(),
                    unknown.container(),
                    unknown.container() + ": " + unknown.problem(),
                    unknown.remedy());
        }
        for (Running running : containers.running()) {
            VerdictStanding standing = facts.images().get(running.image()).verdict();
            if (standing instanceof VerdictStanding.Undecided open) {
                undecided(running, open.problem(), open.remedy(), findings);
            } else if (standing instanceof VerdictStanding.ImageGone) {
                undecided(
                        running,
                        "its registry no longer holds it, and the verdicts attested beside it are gone with it",
                        "push the image again with its attestations, deploy one that is kept, or count the verdicts of"
                                + " a ledger (drift.evidence)",
                        findings);
            }
        }
        return findings.result();
    }

    private static void undecided(Running running, String problem, String remedy, DriftFindings findings) {
        findings.undecided(
                running.task(), ImageRule.subject(running), ImageRule.image(running) + ": " + problem, remedy);
    }
}

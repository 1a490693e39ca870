package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.ecs.runtime.DriftFindings;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts.Running;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import java.util.List;

/** An image that no gate has seen, or that only strangers vouch for. */
public final class RunningImageJudgedRule extends ImageRule {
    public RunningImageJudgedRule() {
        super(
                new RuleMetadata(
                        "running-image-judged",
                        "every image that runs has a verdict of a signer the policy trusts",
                        Severity.CRITICAL,
                        List.of(),
                        "evaluate the image, attest its verdict, and deploy that digest"),
                "a verdict attested by those the policy trusts with one");
    }

    @Override
    void check(Running running, ImageEvidence evidence, DriftFindings findings) {
        if (evidence.verdict() instanceof VerdictStanding.Never never) {
            findings.broken(
                    running.task(), subject(running), image(running) + ", which never passed: " + never.reason());
        } else if (evidence.verdict() instanceof VerdictStanding.NobodyTrusted nobody) {
            findings.broken(
                    running.task(),
                    subject(running),
                    image(running) + ", and the policy trusts no signer for verdicts on " + nobody.repository(),
                    "add an entry with verdict: {verifier: ...} for the repository to the policy's signatures");
        }
    }
}

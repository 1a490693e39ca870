package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.ecs.runtime.DriftFindings;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts.Running;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;

/** Vulnerabilities become known after the deployment: the packages are compared again, from the SBOM. */
public final class RunningNoNewVulnerabilitiesRule extends ImageRule {
    public RunningNoNewVulnerabilitiesRule() {
        super(
                new RuleMetadata(
                        "running-no-new-vulnerabilities",
                        "every image that runs would still pass with what is known of vulnerabilities today",
                        Severity.HIGH,
                        List.of(),
                        "rebuild the image with the fixed packages, and deploy it"),
                "no vulnerability that the policy does not allow");
    }

    @Override
    void check(Running running, ImageEvidence evidence, DriftFindings findings) {
        standing(running, evidence.vulnerabilities(), findings);
    }
}

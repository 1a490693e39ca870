package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.ecs.runtime.DriftFindings;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts.Running;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;

/** Lists of licences change after the deployment: what packages declare is compared again, from the SBOM. */
public final class RunningLicensesAllowedRule extends ImageRule {
    public static final RuleId ID = new RuleId("running-licenses-allowed");

    public RunningLicensesAllowedRule() {
        super(
                new RuleMetadata(
                        ID.value(),
                        "the policy allows the licences of every image that runs",
                        Severity.HIGH,
                        List.of(),
                        "replace the packages whose licences are not allowed, and deploy the rebuilt image"),
                "no licence that the policy does not allow");
    }

    @Override
    void check(Running running, ImageEvidence evidence, DriftFindings findings) {
        standing(running, evidence.licenses(), findings);
    }
}

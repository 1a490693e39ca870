package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Unevaluated;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** What nobody looked at may run, expose or grant anything. */
public final class EveryResourceEvaluatedRule extends DeploymentRule {
    public static final RuleId ID = new RuleId("every-resource-evaluated");

    public EveryResourceEvaluatedRule() {
        super(new RuleMetadata(
                ID,
                "everything in the file that runs, exposes or grants something is evaluated",
                Severity.HIGH,
                List.of(),
                "evaluate what it starts, or waive it by its fingerprint"));
    }

    @Override
    public RuleResult check(Deployment deployment) {
        if (!(deployment instanceof Unevaluated thing)) {
            return RuleResult.notApplicable("it is evaluated");
        }
        DefinitionFindings findings =
                new DefinitionFindings(metadata(), thing, "something that this version evaluates");
        findings.undecided(thing.place(), thing.kind() + " is not evaluated: " + thing.reason(), thing.remedy());
        return findings.result();
    }
}

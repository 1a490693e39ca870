package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** Whoever may call ExecuteCommand is root, or the user of the task, in production. */
public final class ExecDisabledRule implements DeploymentRule {
    private static final RuleMetadata METADATA = new RuleMetadata(
            new RuleId("exec-disabled"),
            "nobody can open a shell in the tasks of the service",
            Severity.HIGH,
            List.of(),
            "set enableExecuteCommand to false outside of development");

    @Override
    public RuleMetadata metadata() {
        return METADATA;
    }

    @Override
    public RuleResult check(Deployment deployment) {
        if (!(deployment instanceof Service service)) {
            return RuleResult.notApplicable("it is no service");
        }
        DefinitionFindings findings = new DefinitionFindings(METADATA, service, "enableExecuteCommand false");
        findings.forbid(service.executeCommand(), on -> on, Fix.none());
        return findings.result();
    }
}

package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Launch;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whoever may call ExecuteCommand is root, or the user of the task, in production. */
public final class ExecDisabledRule extends DeploymentRule {
    public ExecDisabledRule() {
        super(new RuleMetadata(
                "exec-disabled",
                "no shell can be opened in the tasks of the service",
                Severity.HIGH,
                List.of(),
                "set enableExecuteCommand to false outside of development"));
    }

    @Override
    public RuleResult check(Deployment deployment) {
        Field<Boolean> exec = exec(deployment);
        if (exec == null) {
            return RuleResult.notApplicable("it is not a service and starts no tasks");
        }
        DefinitionFindings findings = new DefinitionFindings(metadata(), deployment, "enableExecuteCommand false");
        findings.forbid(exec, on -> on, Fix.none());
        return findings.result();
    }

    private static @Nullable Field<Boolean> exec(Deployment deployment) {
        if (deployment instanceof Service service) {
            return service.executeCommand();
        }
        return deployment instanceof Launch launch ? launch.executeCommand() : null;
    }
}

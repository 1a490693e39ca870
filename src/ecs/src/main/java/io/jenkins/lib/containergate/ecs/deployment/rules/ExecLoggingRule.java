package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.deployment.Cluster;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Set;

/** DEFAULT logs where the task has awslogs. */
public final class ExecLoggingRule extends DeploymentRule {
    private static final Set<String> MODES = Set.of("NONE", "DEFAULT", "OVERRIDE");

    public ExecLoggingRule() {
        super(new RuleMetadata(
                "exec-logging",
                "sessions of ECS Exec in the cluster are logged",
                Severity.MEDIUM,
                List.of(RuleSource.checkov("CKV_AWS_223")),
                "set executeCommandConfiguration.logging to OVERRIDE with a log group or bucket"));
    }

    @Override
    public RuleResult check(Deployment deployment) {
        if (!(deployment instanceof Cluster cluster)) {
            return RuleResult.notApplicable("it is not a cluster");
        }
        DefinitionFindings findings = new DefinitionFindings(metadata(), cluster, "logging DEFAULT or OVERRIDE");
        findings.forbid(cluster.execLogging(), "NONE"::equals, Fix.none());
        findings.oneOf(cluster.execLogging(), MODES);
        return findings.result();
    }
}

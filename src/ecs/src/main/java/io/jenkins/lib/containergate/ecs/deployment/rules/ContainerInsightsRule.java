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

/** The default of an account may differ; a template does not show it. */
public final class ContainerInsightsRule extends DeploymentRule {
    public ContainerInsightsRule() {
        super(new RuleMetadata(
                "container-insights",
                "the cluster has Container Insights",
                Severity.LOW,
                List.of(RuleSource.fsbp("ECS.12"), RuleSource.checkov("CKV_AWS_65")),
                "set the cluster setting containerInsights to enhanced or enabled"));
    }

    @Override
    public RuleResult check(Deployment deployment) {
        if (!(deployment instanceof Cluster cluster)) {
            return RuleResult.notApplicable("it is not a cluster");
        }
        DefinitionFindings findings =
                new DefinitionFindings(metadata(), cluster, "containerInsights enabled or enhanced");
        cluster.insights()
                .forEach(setting -> findings.require(
                        setting, value -> value.equals("enabled") || value.equals("enhanced"), Fix.none()));
        return findings.result();
    }
}

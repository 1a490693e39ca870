package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** Without it ECS starts and stops failing tasks for ever. */
public final class DeploymentCircuitBreakerRule extends DeploymentRule {
    public DeploymentCircuitBreakerRule() {
        super(new RuleMetadata(
                "deployment-circuit-breaker",
                "a deployment that does not become healthy is rolled back",
                Severity.LOW,
                List.of(),
                "set deploymentCircuitBreaker.enable and rollback to true"));
    }

    @Override
    public RuleResult check(Deployment deployment) {
        if (!(deployment instanceof Service service)) {
            return RuleResult.notApplicable("it is not a service");
        }
        DefinitionFindings findings = new DefinitionFindings(metadata(), service, "enable and rollback true");
        findings.require(service.circuitBreaker(), on -> on, Fix.none());
        findings.require(service.rollback(), on -> on, Fix.none());
        return findings.result();
    }
}

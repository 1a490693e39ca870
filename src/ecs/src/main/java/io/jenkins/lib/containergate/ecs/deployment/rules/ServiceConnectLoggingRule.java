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

/** Its proxy sees every connection of the service: what it says is missing nowhere more than after a break-in. */
public final class ServiceConnectLoggingRule extends DeploymentRule {
    public ServiceConnectLoggingRule() {
        super(new RuleMetadata(
                "service-connect-logging",
                "the proxy of Service Connect keeps its logs",
                Severity.LOW,
                List.of(),
                "add a logConfiguration to serviceConnectConfiguration, such as awslogs with a group"));
    }

    @Override
    public RuleResult check(Deployment deployment) {
        if (!(deployment instanceof Service service)) {
            return RuleResult.notApplicable("it is not a service");
        }
        Service.Connect connect = service.connect();
        if (connect.enabled().absent()
                || connect.enabled().known().filter(on -> !on).isPresent()) {
            return RuleResult.notApplicable("it has no Service Connect");
        }
        DefinitionFindings findings = new DefinitionFindings(metadata(), service, "a logConfiguration with a driver");
        findings.require(connect.logDriver(), driver -> !driver.isBlank() && !driver.equals("none"), Fix.none());
        return findings.result();
    }
}

package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** A service with public addresses is one that the internet is meant to reach, or one that does not need them. */
public final class ServiceLoadBalancerRule extends DeploymentRule {
    public ServiceLoadBalancerRule() {
        super(new RuleMetadata(
                "service-load-balancer",
                "an exposed service is behind a load balancer",
                Severity.LOW,
                List.of(),
                "put a load balancer in front of the service, and take the public addresses from its tasks"));
    }

    @Override
    public RuleResult check(Deployment deployment) {
        if (!(deployment instanceof Service service)) {
            return RuleResult.notApplicable("it is not a service");
        }
        Field<String> address = service.network().assignPublicIp();
        boolean exposed = address.known()
                .filter(ip -> ip.equals("ENABLED") || ip.equals("true"))
                .isPresent();
        if (address.absent() || address.known().isPresent() && !exposed) {
            return RuleResult.notApplicable("its tasks get no public address");
        }
        DefinitionFindings findings = new DefinitionFindings(metadata(), service, "a load balancer");
        if (!service.balanced().values().isEmpty()) {
            return findings.result();
        }
        if (address instanceof Field.Unresolved<String> unresolved) {
            findings.undecided(unresolved);
        } else if (!service.balanced().unresolved().isEmpty()) {
            service.balanced().unresolved().forEach(findings::undecided);
        } else {
            findings.broken(
                    service.balanced().place(), "its tasks get public addresses, and no load balancer", Fix.none());
        }
        return findings.result();
    }
}

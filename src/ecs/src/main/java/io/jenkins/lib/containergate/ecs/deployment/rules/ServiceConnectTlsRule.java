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

/** Without it traffic between services is in the clear. */
public final class ServiceConnectTlsRule extends DeploymentRule {
    public ServiceConnectTlsRule() {
        super(new RuleMetadata(
                "service-connect-tls",
                "names in Service Connect are reached encrypted",
                Severity.LOW,
                List.of(),
                "add tls with a certificate authority to the service of serviceConnectConfiguration"));
    }

    @Override
    public RuleResult check(Deployment deployment) {
        if (!(deployment instanceof Service service)) {
            return RuleResult.notApplicable("it is not a service");
        }
        DefinitionFindings findings = new DefinitionFindings(metadata(), service, "tls for every name");
        if (service.exposed().empty()) {
            return RuleResult.notApplicable("it has no name in Service Connect");
        }
        findings.each(service.exposed(), name -> {
            if (!name.tls()) {
                findings.broken(name.place(), "the name has no tls", Fix.none());
            }
        });
        return findings.result();
    }
}

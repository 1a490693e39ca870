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

/** Absent means what the account has as its default, and a template does not show that. */
public final class EbsVolumesEncryptedRule extends DeploymentRule {
    public EbsVolumesEncryptedRule() {
        super(new RuleMetadata(
                "ebs-volumes-encrypted",
                "the EBS volumes of the tasks are encrypted",
                Severity.MEDIUM,
                List.of(),
                "set managedEBSVolume.encrypted to true, with a kmsKeyId of yours"));
    }

    @Override
    public RuleResult check(Deployment deployment) {
        if (!(deployment instanceof Service service)) {
            return RuleResult.notApplicable("it is not a service");
        }
        if (service.volumes().empty()) {
            return RuleResult.notApplicable("its tasks get no volume of EBS");
        }
        DefinitionFindings findings = new DefinitionFindings(metadata(), service, "encrypted true");
        findings.each(service.volumes(), volume -> {
            if (volume.managed()) {
                findings.require(volume.encrypted(), on -> on, Fix.none());
            }
        });
        return findings.result();
    }
}

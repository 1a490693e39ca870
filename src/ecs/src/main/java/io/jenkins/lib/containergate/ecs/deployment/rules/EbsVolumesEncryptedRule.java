package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Launch;
import io.jenkins.lib.containergate.ecs.deployment.Service;
import io.jenkins.lib.containergate.ecs.deployment.Service.EbsVolume;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        Items<EbsVolume> volumes = volumes(deployment);
        if (volumes == null) {
            return RuleResult.notApplicable("it is not a service and starts no tasks");
        }
        if (volumes.empty()) {
            return RuleResult.notApplicable("its tasks get no volume of EBS");
        }
        DefinitionFindings findings = new DefinitionFindings(metadata(), deployment, "encrypted true");
        findings.each(volumes, volume -> {
            if (volume.managed()) {
                findings.require(volume.encrypted(), on -> on, Fix.none());
            }
        });
        return findings.result();
    }

    private static @Nullable Items<EbsVolume> volumes(Deployment deployment) {
        if (deployment instanceof Service service) {
            return service.volumes();
        }
        return deployment instanceof Launch launch ? launch.volumes() : null;
    }
}

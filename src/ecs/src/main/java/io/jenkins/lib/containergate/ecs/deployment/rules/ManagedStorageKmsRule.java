package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.deployment.Cluster;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** It is encrypted anyway, with a key of AWS. */
public final class ManagedStorageKmsRule extends DeploymentRule {
    public ManagedStorageKmsRule() {
        super(new RuleMetadata(
                "managed-storage-kms",
                "the storage of tasks on Fargate is encrypted with a key of the organisation",
                Severity.LOW,
                List.of(),
                "set managedStorageConfiguration.fargateEphemeralStorageKmsKeyId"));
    }

    @Override
    public RuleResult check(Deployment deployment) {
        if (!(deployment instanceof Cluster cluster)) {
            return RuleResult.notApplicable("it is not a cluster");
        }
        if (withoutFargate(cluster.capacityProviders())) {
            return RuleResult.notApplicable("none of its capacity providers is Fargate");
        }
        DefinitionFindings findings = new DefinitionFindings(metadata(), cluster, "a fargateEphemeralStorageKmsKeyId");
        findings.requireSet(cluster.storageKey());
        return findings.result();
    }

    /** A cluster that names none may run anything. */
    private static boolean withoutFargate(Items<Known<String>> providers) {
        return !providers.empty()
                && providers.unresolved().stream().allMatch(later -> later.certainty() == Certainty.SET)
                && providers.values().stream().noneMatch(each -> each.value().startsWith("FARGATE"));
    }
}

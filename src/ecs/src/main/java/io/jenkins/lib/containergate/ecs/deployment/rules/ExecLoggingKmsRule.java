package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.deployment.Cluster;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** Besides the TLS of Session Manager; what is logged of a session is as secret as the session. */
public final class ExecLoggingKmsRule extends DeploymentRule {
    public ExecLoggingKmsRule() {
        super(new RuleMetadata(
                "exec-logging-kms",
                "sessions of ECS Exec in the cluster are encrypted with a key of the organisation, and so are their logs",
                Severity.MEDIUM,
                List.of(RuleSource.checkov("CKV_AWS_224")),
                "set executeCommandConfiguration.kmsKeyId, and cloudWatchEncryptionEnabled or s3EncryptionEnabled of its"
                        + " logConfiguration"));
    }

    @Override
    public RuleResult check(Deployment deployment) {
        if (!(deployment instanceof Cluster cluster)) {
            return RuleResult.notApplicable("it is not a cluster");
        }
        DefinitionFindings findings =
                new DefinitionFindings(metadata(), cluster, "a kmsKeyId, and logs that are encrypted");
        findings.requireSet(cluster.execKey());
        Cluster.ExecLog log = cluster.execLog();
        encrypted(log.logGroup(), log.groupEncrypted(), findings);
        encrypted(log.bucket(), log.bucketEncrypted(), findings);
        return findings.result();
    }

    private static void encrypted(Field<String> destination, Field<Boolean> encrypted, DefinitionFindings findings) {
        boolean used = destination instanceof Field.Unresolved<String>
                || destination.known().filter(name -> !name.isBlank()).isPresent();
        if (used) {
            findings.require(encrypted, on -> on, Fix.none());
        }
    }
}

package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.deployment.Cluster;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** Besides the TLS of Session Manager. */
public final class ExecLoggingKmsRule implements DeploymentRule {
    private static final RuleMetadata METADATA = new RuleMetadata(
            new RuleId("exec-logging-kms"),
            "sessions of ECS Exec in the cluster are encrypted with a key of the organisation",
            Severity.MEDIUM,
            List.of(RuleSource.checkov("CKV_AWS_224")),
            "set executeCommandConfiguration.kmsKeyId");

    @Override
    public RuleMetadata metadata() {
        return METADATA;
    }

    @Override
    public RuleResult check(Deployment deployment) {
        if (!(deployment instanceof Cluster cluster)) {
            return RuleResult.notApplicable("it is no cluster");
        }
        DefinitionFindings findings = new DefinitionFindings(METADATA, cluster, "a kmsKeyId");
        findings.requireSet(cluster.execKey());
        return findings.result();
    }
}

package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class ExecLoggingKmsRuleTest extends DeploymentRuleContract {
    @Override
    protected DeploymentRule rule() {
        return new ExecLoggingKmsRule();
    }

    @Override
    protected Deployment broken() {
        return TestDeployment.cluster("ClusterName: x");
    }

    @Override
    protected Deployment accepted() {
        return TestDeployment.cluster("Configuration: {ExecuteCommandConfiguration: {KmsKeyId: !GetAtt Key.Arn}}");
    }

    @Test
    void anUnsetParameterIsAnErrorNotAPass() {
        assertThat(outcome(
                        TestDeployment.cluster("Configuration: {ExecuteCommandConfiguration: {KmsKeyId: !Ref Unset}}")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    private static Deployment logged(String log) {
        return TestDeployment.cluster("Configuration: {ExecuteCommandConfiguration: {KmsKeyId: k, Logging: OVERRIDE,"
                + " LogConfiguration: {" + log + "}}}");
    }

    @Test
    void logsOfSessionsAreEncryptedAsWell() {
        assertThat(outcome(logged("CloudWatchLogGroupName: g, CloudWatchEncryptionEnabled: true")))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(logged("CloudWatchLogGroupName: g, CloudWatchEncryptionEnabled: false")))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(logged("CloudWatchLogGroupName: g"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(logged("CloudWatchLogGroupName: !Ref Unset"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(logged("S3BucketName: b, S3EncryptionEnabled: true")))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(logged("S3BucketName: b"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(logged("CloudWatchLogGroupName: g, CloudWatchEncryptionEnabled: true, S3BucketName: b")))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(logged("S3BucketName: b, S3EncryptionEnabled: !Ref Unset")))
                .isEqualTo(RuleOutcome.ERROR);
    }
}

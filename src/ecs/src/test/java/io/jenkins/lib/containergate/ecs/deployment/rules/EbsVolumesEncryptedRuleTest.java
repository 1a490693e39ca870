package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class EbsVolumesEncryptedRuleTest extends DeploymentRuleContract {
    @Override
    protected DeploymentRule rule() {
        return new EbsVolumesEncryptedRule();
    }

    @Override
    protected Deployment broken() {
        return volume("Encrypted: false");
    }

    @Override
    protected Deployment accepted() {
        return volume("Encrypted: true");
    }

    private static Deployment volume(String members) {
        return TestDeployment.service(
                "VolumeConfigurations: [{Name: data, ManagedEBSVolume: {RoleArn: r, " + members + "}}]");
    }

    @Test
    void whatTheAccountHasAsItsDefaultIsNotKnown() {
        assertThat(outcome(volume("SizeInGiB: 10"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(volume("KmsKeyId: k"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(volume("Encrypted: !Ref Unset"))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void withoutAVolumeThereIsNothingToEncrypt() {
        assertThat(outcome(TestDeployment.service("LaunchType: FARGATE"))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void terraformWritesItAsBlocks() {
        Deployment service = TestDeployment.all("""
            {"resource_changes": [{"address": "aws_ecs_service.web", "mode": "managed", "type": "aws_ecs_service",
              "change": {"after": {"name": "web", "volume_configuration": [{"name": "data",
                "managed_ebs_volume": [{"role_arn": "r", "encrypted": false}]}]}, "after_unknown": {}}}]}
            """).get(0);
        assertThat(outcome(service)).isEqualTo(RuleOutcome.FAIL);
    }
}

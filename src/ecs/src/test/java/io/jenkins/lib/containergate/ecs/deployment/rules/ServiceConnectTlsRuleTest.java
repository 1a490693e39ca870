package io.jenkins.lib.containergate.ecs.deployment.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.DeploymentRuleContract;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class ServiceConnectTlsRuleTest extends DeploymentRuleContract {
    @Override
    protected DeploymentRule rule() {
        return new ServiceConnectTlsRule();
    }

    @Override
    protected Deployment broken() {
        return TestDeployment.service("ServiceConnectConfiguration: {Enabled: true, Services: [{PortName: web}]}");
    }

    @Override
    protected Deployment accepted() {
        return TestDeployment.service("ServiceConnectConfiguration: {Enabled: true, Services: [{PortName: web, Tls:"
                + " {IssuerCertificateAuthority: {AwsPcaAuthorityArn: x}}}]}");
    }

    @Test
    void withoutANameThereIsNothingToEncrypt() {
        assertThat(outcome(TestDeployment.service("LaunchType: EC2"))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}

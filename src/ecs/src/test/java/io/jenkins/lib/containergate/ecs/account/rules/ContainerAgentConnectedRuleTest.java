package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.TestDeployed;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContainerAgentConnectedRuleTest extends CloudRuleContract<Deployment, List<ContainerInstance>> {
    @Override
    protected CloudRule<Deployment, List<ContainerInstance>> rule() {
        return new ContainerAgentConnectedRule();
    }

    @Override
    protected Deployment definition() {
        return TestDeployed.cluster("{}");
    }

    @Override
    protected List<ContainerInstance> broken() {
        return List.of(instance("i-1", true), instance("i-2", false));
    }

    @Override
    protected List<ContainerInstance> accepted() {
        return List.of(instance("i-1", true));
    }

    private static ContainerInstance instance(String id, boolean connected) {
        return new ContainerInstance("arn", Optional.of(id), "ACTIVE", connected, HostRuleContract.VERSIONS, Map.of());
    }

    @Test
    void theInstanceIsNamed() {
        assertThat(result(broken()).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.actual()).contains("i-2"));
    }

    @Test
    void aClusterOnFargateAloneHasNone() {
        assertThat(outcome(List.of())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void aClusterThatATemplateDeclaresHasNoneYet() {
        assertThat(rule().excludes(TestDeployment.cluster("ClusterName: x"))).isPresent();
    }

    @Test
    void servicesHaveNone() {
        assertThat(rule().excludes(TestDeployed.service("{}"))).isPresent();
    }
}

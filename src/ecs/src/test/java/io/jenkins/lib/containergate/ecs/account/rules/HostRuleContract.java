package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.ec2.Host;
import io.jenkins.lib.containergate.aws.ec2.HostVolume;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.ecs.TestDeployment;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.TestDeployed;
import io.jenkins.lib.containergate.ecs.account.question.HostsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every question to the container instances of a cluster is held to. */
abstract class HostRuleContract extends CloudRuleContract<Deployment, List<HostsQuestion.Answer>> {
    static final ContainerInstance.Versions VERSIONS =
            new ContainerInstance.Versions(Optional.of("1.98.0"), Optional.of("DockerVersion: 25.0.8"));

    @Override
    protected Deployment definition() {
        return TestDeployed.cluster("{}");
    }

    static HostsQuestion.Answer host(Map<String, String> attributes, Host host, HostVolume... volumes) {
        return new HostsQuestion.Answer(
                new ContainerInstance("arn", Optional.of(host.id()), "ACTIVE", true, VERSIONS, attributes),
                host,
                List.of(volumes));
    }

    static Host metadata(boolean on, boolean tokens, int hops) {
        return host("i-1", new Host.Metadata(on, tokens, hops), List.of());
    }

    static Host host(String id, Host.Metadata metadata, List<String> volumes) {
        return new Host(
                id,
                metadata,
                volumes,
                new Host.Network(Optional.of("vpc-1"), List.of("subnet-1"), List.of(), List.of()),
                Optional.of("ami-" + id),
                Optional.empty(),
                false);
    }

    @Test
    void aClusterWithoutInstancesHasNothingToJudge() {
        assertThat(outcome(List.of())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void onlyClustersThatAreDeployedAreAskedAbout() {
        assertThat(rule().excludes(TestDeployment.cluster("ClusterName: x"))).isPresent();
        assertThat(rule().excludes(TestDeployed.service("{}"))).isPresent();
        assertThat(rule().excludes(definition())).isEmpty();
    }
}

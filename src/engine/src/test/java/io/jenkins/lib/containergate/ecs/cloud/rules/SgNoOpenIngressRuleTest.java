package io.jenkins.lib.containergate.ecs.cloud.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.cloud.Lookup;
import io.jenkins.lib.containergate.cloud.MissingAnswers;
import io.jenkins.lib.containergate.cloud.network.SecurityGroupRule;
import io.jenkins.lib.containergate.ecs.cloud.Answers;
import io.jenkins.lib.containergate.ecs.cloud.CloudFacts;
import io.jenkins.lib.containergate.ecs.cloud.CloudRule;
import io.jenkins.lib.containergate.ecs.cloud.TestDeployed;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

class SgNoOpenIngressRuleTest extends ServiceNetworkRuleContract {
    @Override
    protected CloudRule<Deployment, ClusterNetwork> rule() {
        return new SgNoOpenIngressRule();
    }

    @Override
    protected ClusterNetwork broken() {
        return ingress(FROM_WEB, range("tcp", 22, 22, "0.0.0.0/0"));
    }

    @Override
    protected ClusterNetwork accepted() {
        return ingress(FROM_WEB, range("tcp", 22, 22, "203.0.113.0/24"));
    }

    @Test
    void theInternetOfIpv6AndHalvesOfItAreTheInternet() {
        for (String range : List.of("::/0", "0.0.0.0/1", "2000::/3", "nonsense")) {
            assertThat(outcome(ingress(range("tcp", 8080, 8080, range))))
                    .as(range)
                    .isEqualTo(RuleOutcome.FAIL);
        }
    }

    @Test
    void behindALoadBalancerMappedPortsMayBeOpenAndNoOthers() {
        assertThat(behind(range("tcp", 8080, 8080, "0.0.0.0/0"))).isEqualTo(RuleOutcome.PASS);
        assertThat(behind(range("tcp", 8080, 8090, "0.0.0.0/0"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(behind(range("-1", 0, 65535, "0.0.0.0/0"))).isEqualTo(RuleOutcome.FAIL);
    }

    private RuleOutcome behind(SecurityGroupRule ingress) {
        Deployment service =
                TestDeployed.service("{\"loadBalancers\": [{\"containerName\": \"app\", \"containerPort\": 8080}]}");
        Answers answers = new Answers("").with(rule().question(), new Lookup.Answered<>(ingress(ingress)));
        return rule().check(new CloudFacts<>(service, answers, MissingAnswers.ASKED))
                .outcome();
    }
}

package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SgIngressFromSgRuleTest extends ServiceNetworkRuleContract {
    @Override
    protected CloudRule<Deployment, ClusterNetwork> rule() {
        return new SgIngressFromSgRule();
    }

    @Override
    protected ClusterNetwork broken() {
        return ingress(
                range("tcp", 8080, 8080, "10.0.0.0/16"), from("tcp", 22, 22, "sg-web"), from("-1", 0, 0, "sg-web"));
    }

    @Override
    protected ClusterNetwork accepted() {
        return ingress(FROM_WEB, from("tcp", 8080, 8081, "sg-cron"));
    }

    @Test
    void portsThatAreNotKnownAreAnError() {
        assertThat(outcome(alone(shop(Optional.empty(), List.of())))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void tasksWithoutAnInterfaceOfTheirOwnAreReachedOnPortsOfTheirHost() {
        assertThat(onHosts(List.of("sg-host"), from("tcp", 32768, 65535, "sg-alb")))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(onHosts(List.of("sg-host"), range("tcp", 32768, 65535, "10.0.0.0/16")))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(onHosts(List.of("sg-gone"), FROM_WEB)).isEqualTo(RuleOutcome.ERROR);
    }
}

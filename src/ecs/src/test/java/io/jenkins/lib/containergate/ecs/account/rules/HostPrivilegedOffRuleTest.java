package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.HostsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostPrivilegedOffRuleTest extends HostRuleContract {
    @Override
    protected CloudRule<Deployment, List<HostsQuestion.Answer>> rule() {
        return new HostPrivilegedOffRule();
    }

    @Override
    protected List<HostsQuestion.Answer> broken() {
        return List.of(host(Map.of("com.amazonaws.ecs.capability.privileged-container", ""), metadata(false, true, 1)));
    }

    @Override
    protected List<HostsQuestion.Answer> accepted() {
        return List.of(host(Map.of("com.amazonaws.ecs.capability.apparmor", ""), metadata(false, true, 1)));
    }

    @Test
    void attributesOfOthersThanTheAgentTellNothing() {
        assertThat(outcome(List.of(
                        host(Map.of("ecs.instance-type", "m7g.large", "team", "shop"), metadata(false, true, 1)))))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void anInstanceThatTellsNothingMayRunAnything() {
        assertThat(outcome(List.of(host(Map.of(), metadata(false, true, 1))))).isEqualTo(RuleOutcome.FAIL);
    }
}

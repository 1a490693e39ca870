package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.TestDeployed;
import io.jenkins.lib.containergate.ecs.account.question.ConfinementQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostConfinementRuleTest extends CloudRuleContract<Deployment, ConfinementQuestion.Answer> {
    private static final ContainerInstance WITH = instance("i-1", "com.amazonaws.ecs.capability.apparmor");
    private static final ContainerInstance WITHOUT = instance("i-2", "com.amazonaws.ecs.capability.selinux");

    @Override
    protected CloudRule<Deployment, ConfinementQuestion.Answer> rule() {
        return new HostConfinementRule();
    }

    @Override
    protected Deployment definition() {
        return TestDeployed.service("{}");
    }

    @Override
    protected ConfinementQuestion.Answer broken() {
        return new ConfinementQuestion.Answer(Set.of("apparmor"), List.of(WITH, WITHOUT));
    }

    @Override
    protected ConfinementQuestion.Answer accepted() {
        return new ConfinementQuestion.Answer(Set.of("apparmor"), List.of(WITH));
    }

    private static ContainerInstance instance(String id, String attribute) {
        return new ContainerInstance(
                "arn", Optional.of(id), "ACTIVE", true, HostRuleContract.VERSIONS, Map.of(attribute, ""));
    }

    @Test
    void theInstanceIsNamed() {
        assertThat(result(broken()).findings())
                .singleElement()
                .extracting(Finding::actual)
                .asString()
                .contains("the instance i-2 cannot apply the apparmor profile");
    }

    @Test
    void withoutProfileOrInstancesThereIsNothingToApply() {
        assertThat(outcome(new ConfinementQuestion.Answer(Set.of(), List.of(WITH))))
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(outcome(new ConfinementQuestion.Answer(Set.of("apparmor"), List.of())))
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}

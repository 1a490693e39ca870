package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.ssm.PatchLookups.PatchState;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.HostPatchesQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostPatchesInstalledRuleTest extends ClusterRuleContract<HostPatchesQuestion.Answer> {
    @Override
    protected CloudRule<Deployment, HostPatchesQuestion.Answer> rule() {
        return new HostPatchesInstalledRule(Duration.ofDays(30), CLOCK);
    }

    @Override
    protected HostPatchesQuestion.Answer broken() {
        return answer(new PatchState("i-1", 3, 1, 2, 1, Optional.of(daysAgo(40))));
    }

    @Override
    protected HostPatchesQuestion.Answer accepted() {
        return answer(new PatchState("i-1", 0, 0, 0, 0, Optional.of(daysAgo(29))));
    }

    private static HostPatchesQuestion.Answer answer(PatchState... states) {
        return new HostPatchesQuestion.Answer(List.of("i-1"), List.of(states));
    }

    @Test
    void everythingThatIsWrongIsSaid() {
        assertThat(result(broken()).findings())
                .singleElement()
                .extracting(Finding::actual)
                .asString()
                .contains("lacks 3 patches", "1 security patches", "1 patches failed", "restarted for 2", "2026-05-21");
    }

    @Test
    void anInstanceThatWasNeverScannedToTheEndFails() {
        assertThat(outcome(answer(new PatchState("i-1", 0, 0, 0, 0, Optional.empty()))))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void anInstanceThatPatchManagerDoesNotKnowFailsWhereItKnowsOthers() {
        assertThat(outcome(new HostPatchesQuestion.Answer(
                        List.of("i-1", "i-2"), List.of(new PatchState("i-2", 0, 0, 0, 0, Optional.of(daysAgo(1)))))))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void wherePatchManagerIsNotUsedTheAmiDecides() {
        assertThat(outcome(answer())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}

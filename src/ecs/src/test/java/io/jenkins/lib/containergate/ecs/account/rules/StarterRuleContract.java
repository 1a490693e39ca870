package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.aws.start.StartLookups.Starter;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every question to those who start tasks is held to. */
abstract class StarterRuleContract extends ClusterRuleContract<List<Lookup<List<Starter>>>> {
    private static final Lookup<List<Starter>> NONE = new Lookup.Answered<>(List.of());

    abstract String bad();

    abstract String good();

    @Override
    protected List<Lookup<List<Starter>>> broken() {
        return starters(new Starter("schedule", "nightly", bad(), false));
    }

    @Override
    protected List<Lookup<List<Starter>>> accepted() {
        return starters(new Starter("schedule", "nightly", good(), false));
    }

    private static List<Lookup<List<Starter>>> starters(Starter... starters) {
        return List.of(NONE, new Lookup.Answered<>(List.of(starters)), NONE);
    }

    @Test
    void theStarterIsNamed() {
        assertThat(result(broken()).findings())
                .singleElement()
                .extracting(Finding::actual)
                .asString()
                .contains("schedule nightly");
    }

    @Test
    void whatIsKnownOnlyLaterIsAnErrorAndWhatIsKnownIsJudged() {
        assertThat(outcome(starters(new Starter("state machine", "m", good(), true))))
                .isEqualTo(RuleOutcome.ERROR);
        assertThat(result(starters(new Starter("state machine", "m", bad(), true)))
                        .findings())
                .extracting(Finding::undecided)
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void whatIsNotUnderstoodIsAnError() {
        for (String json :
                List.of("[]", "{", "{\"networkConfiguration\": 1}", "{\"enableExecuteCommand\": \"perhaps\"}")) {
            assertThat(outcome(starters(new Starter("event rule", "r", json, false))))
                    .as(json)
                    .isEqualTo(RuleOutcome.ERROR);
        }
    }

    @Test
    void aServiceThatDoesNotAnswerIsAnErrorAndNoPass() {
        List<Lookup<List<Starter>>> denied = List.of(NONE, new Lookup.Denied<>("scheduler:ListSchedules"), NONE);
        assertThat(outcome(denied)).isEqualTo(RuleOutcome.ERROR);
        assertThat(result(new Lookup.Answered<>(denied), MissingAnswers.OPTIONAL)
                        .outcome())
                .isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @Test
    void whereNothingStartsTasksThereIsNothingToJudge() {
        assertThat(outcome(List.of(NONE, NONE, NONE))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}

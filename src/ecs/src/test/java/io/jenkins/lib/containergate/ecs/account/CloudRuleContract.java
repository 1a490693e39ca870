package io.jenkins.lib.containergate.ecs.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.ecs.task.Definition;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.rule.RuleResult;
import org.junit.jupiter.api.Test;

/** What every rule that takes answers of AWS is held to; its test extends this and adds its own cases. */
public abstract class CloudRuleContract<D extends Definition, A> {
    protected abstract CloudRule<D, A> rule();

    /** What AWS is asked about. */
    protected abstract D definition();

    /** An answer the rule objects to. */
    protected abstract A broken();

    /** An answer the rule has no objection to. */
    protected abstract A accepted();

    @Test
    void theAcceptedAnswerPasses() {
        assertThat(result(accepted())).isEqualTo(new RuleResult.Pass());
    }

    @Test
    void theBrokenOneFailsWithFindingsThatExplainThemselves() {
        RuleResult result = result(broken());
        assertThat(result.outcome()).isEqualTo(RuleOutcome.FAIL);
        assertThat(result.findings()).allSatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(rule().metadata().id());
            assertThat(finding.kind()).isEqualTo("misconfiguration");
            assertThat(finding.location().path()).contains(definition().document());
            assertThat(finding.actual()).startsWith(definition().name() + ", ");
            assertThat(finding.expected()).isEqualTo(rule().expected());
        });
        assertThat(result.findings()).extracting(Finding::fingerprint).doesNotHaveDuplicates();
        assertThat(result(broken())).isEqualTo(result);
    }

    @Test
    void aMissingPermissionIsAnErrorThatNamesIt() {
        RuleResult result = result(new Lookup.Denied<>("x:Ask"), MissingAnswers.ASKED);
        assertThat(result.outcome()).isEqualTo(RuleOutcome.ERROR);
        assertThat(result.findings().get(0).actual()).contains("x:Ask");
    }

    @Test
    void aMissingPermissionIsLetBeWhereThePolicySaysSo() {
        assertThat(result(new Lookup.Denied<>("x:Ask"), MissingAnswers.OPTIONAL))
                .isInstanceOfSatisfying(
                        RuleResult.NotApplicable.class,
                        not -> assertThat(not.reason()).contains("x:Ask"));
    }

    @Test
    void aFaultIsAnErrorWhateverThePolicySays() {
        for (MissingAnswers missing : MissingAnswers.values()) {
            assertThat(result(new Lookup.Failed<>("AWS is down", "wait"), missing)
                            .outcome())
                    .isEqualTo(RuleOutcome.ERROR);
        }
    }

    @Test
    void whatNobodyAskedDoesNotApplyAndIsAnErrorWhereThePolicyDemandsIt() {
        Lookup<A> unasked = new Lookup.NotAsked<>("nobody wanted to");
        assertThat(result(unasked, MissingAnswers.ASKED))
                .isEqualTo(RuleResult.notApplicable("no AWS lookups: nobody wanted to"));
        assertThat(result(unasked, MissingAnswers.REQUIRED).outcome()).isEqualTo(RuleOutcome.ERROR);
    }

    protected RuleResult result(A answer) {
        return result(new Lookup.Answered<>(answer), MissingAnswers.ASKED);
    }

    protected RuleOutcome outcome(A answer) {
        return result(answer).outcome();
    }

    protected RuleResult result(Lookup<A> answer, MissingAnswers missing) {
        Answers answers = new Answers("not wanted").with(rule().question(), answer);
        return rule().check(new CloudFacts<>(definition(), answers, missing));
    }
}

package io.jenkins.lib.containergate.ecs.account;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects what one rule finds in what AWS says about one definition. */
public final class CloudFindings extends DefinitionFindings {
    private final CloudFacts<?> facts;
    private @Nullable String unasked;

    /** @param expected what would have been right, for every finding of the rule */
    public CloudFindings(RuleMetadata rule, CloudFacts<?> facts, String expected) {
        super(rule, facts.definition(), expected);
        this.facts = facts;
    }

    /** Asks one of several answers; where it is missing, the policy says whether that is an error. */
    public <T> void answered(Lookup<T> lookup, Place place, Consumer<? super T> check) {
        Lookup<T> heeded = facts.missing().heed(lookup);
        if (heeded instanceof Lookup.Answered<T> answer) {
            check.accept(answer.value());
        } else {
            missing(heeded, place);
        }
    }

    void missing(Lookup<?> lookup, Place place) {
        if (lookup instanceof Lookup.NotAsked<?> not) {
            unasked = "no AWS lookups: " + not.reason();
            return;
        }
        try {
            lookup.required();
        } catch (GateException e) {
            undecided(place, e.problem(), e.remedy());
        }
    }

    /** What is left open by leave of the policy is no pass. */
    @Override
    public RuleResult result() {
        RuleResult result = super.result();
        return unasked != null && result.outcome() == RuleOutcome.PASS ? RuleResult.notApplicable(unasked) : result;
    }
}

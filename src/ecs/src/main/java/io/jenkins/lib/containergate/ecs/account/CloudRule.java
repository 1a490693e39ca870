package io.jenkins.lib.containergate.ecs.account;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.ecs.task.Definition;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.rule.Rule;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.Optional;

/**
 * A question to a definition that takes what AWS says about it. Without that the rule does not apply, or is an error, as
 * the policy says: never a pass.
 *
 * @param <D> what it judges
 * @param <A> what it has to know of AWS
 */
public interface CloudRule<D extends Definition, A> extends Rule<CloudFacts<D>> {
    Question<D, A> question();

    /** The reason not to ask AWS about it at all; empty when the rule applies. */
    Optional<String> excludes(D definition);

    /** What would have been right, for every finding of the rule. */
    String expected();

    /** Asked where AWS has answered. */
    RuleResult judge(CloudFacts<D> facts, A answer);

    /** Where the definition says what AWS is asked about. */
    default Place place(D definition) {
        return definition.place();
    }

    @Override
    default RuleResult check(CloudFacts<D> facts) {
        Optional<String> excluded = excludes(facts.definition());
        if (excluded.isPresent()) {
            return RuleResult.notApplicable(excluded.get());
        }
        Lookup<A> lookup = facts.answer(question());
        if (lookup instanceof Lookup.Answered<A> answered) {
            return judge(facts, answered.value());
        }
        CloudFindings findings = new CloudFindings(metadata(), facts, expected());
        findings.missing(lookup, place(facts.definition()));
        return findings.result();
    }
}

package io.jenkins.lib.containergate.ecs.account;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.ecs.task.Definition;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.rule.DescribedRule;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.Optional;

/**
 * A question to a definition that takes what AWS says about it. Without that the rule does not apply, or is an error, as
 * the policy says: never a pass.
 *
 * @param <D> what it judges
 * @param <A> what it has to know of AWS
 */
public abstract class CloudRule<D extends Definition, A> extends DescribedRule<CloudFacts<D>> {
    private final String expected;
    private final Question<D, A> question;

    /** @param expected what would have been right, for every finding of the rule */
    protected CloudRule(RuleMetadata metadata, String expected, Question<D, A> question) {
        super(metadata);
        this.expected = expected;
        this.question = question;
    }

    public final Question<D, A> question() {
        return question;
    }

    /** The reason not to ask AWS about it at all; empty when the rule applies. */
    public Optional<String> excludes(D definition) {
        return question.excludes(definition);
    }

    /** Asked where AWS has answered. */
    public abstract RuleResult judge(CloudFacts<D> facts, A answer);

    /** Where the definition says what AWS is asked about. */
    public Place place(D definition) {
        return definition.place();
    }

    /** What would have been right, for every finding of the rule. */
    public final String expected() {
        return expected;
    }

    /** To collect what the rule finds. */
    protected final CloudFindings findings(CloudFacts<D> facts) {
        return new CloudFindings(metadata(), facts, expected);
    }

    @Override
    public final RuleResult check(CloudFacts<D> facts) {
        Optional<String> excluded = excludes(facts.definition());
        if (excluded.isPresent()) {
            return RuleResult.notApplicable(excluded.get());
        }
        Lookup<A> lookup = facts.answer(question);
        if (lookup instanceof Lookup.Answered<A> answered) {
            return judge(facts, answered.value());
        }
        CloudFindings findings = findings(facts);
        findings.missing(lookup, place(facts.definition()));
        return findings.result();
    }
}

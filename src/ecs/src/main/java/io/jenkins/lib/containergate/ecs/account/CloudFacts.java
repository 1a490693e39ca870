package io.jenkins.lib.containergate.ecs.account;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.ecs.task.Definition;

/**
 * A definition, and what AWS says about it.
 *
 * @param missing what the policy wants of questions without an answer
 */
public record CloudFacts<D extends Definition>(D definition, Answers answers, MissingAnswers missing) {

    /** As the policy takes it. */
    public <A> Lookup<A> answer(Question<? super D, A> question) {
        return missing.heed(question.declared(definition).orElseGet(() -> asked(question)));
    }

    private <A> Lookup<A> asked(Question<? super D, A> question) {
        Lookup<A> answer = answers.to(question);
        return answer instanceof Lookup.NotAsked<A> not ? question.unasked(definition, not) : answer;
    }
}

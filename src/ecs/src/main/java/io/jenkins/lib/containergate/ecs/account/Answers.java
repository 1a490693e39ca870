package io.jenkins.lib.containergate.ecs.account;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.ecs.task.Definition;
import java.util.HashMap;
import java.util.Map;

/** What came of the questions about one definition. */
public final class Answers {
    private final Map<Question<?, ?>, Lookup<?>> answers = new HashMap<>();
    private final String otherwise;

    /** @param otherwise why a question that has no answer here was not asked */
    public Answers(String otherwise) {
        this.otherwise = otherwise;
    }

    public <D extends Definition, A> Answers with(Question<D, A> question, Lookup<A> answer) {
        answers.put(question, answer);
        return this;
    }

    public <D extends Definition, A> Lookup<A> to(Question<D, A> question) {
        // only with() puts something in, and its types agree
        @SuppressWarnings("unchecked")
        Lookup<A> answer = (Lookup<A>) answers.get(question);
        return answer == null ? new Lookup.NotAsked<>(otherwise) : answer;
    }
}

package io.jenkins.lib.containergate.ecs.account;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.aws.RememberedLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.task.Definition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;

/** Asks AWS what rules want to know, before they are asked themselves; or asks nothing. */
public interface CloudSurvey {
    /** @throws InterruptedException when nobody waits for the answers any more */
    <D extends Definition> CloudFacts<D> about(D definition, CloudRules<D> rules, MissingAnswers missing)
            throws InterruptedException;

    /** @param reason as in "no access to AWS is given" */
    static CloudSurvey notAsked(String reason) {
        return new CloudSurvey() {
            @Override
            public <D extends Definition> CloudFacts<D> about(
                    D definition, CloudRules<D> rules, MissingAnswers missing) {
                return new CloudFacts<>(definition, new Answers(reason), missing);
            }
        };
    }

    /** Each question of the rules that apply once; those that the deadline leaves no time for are failures. */
    static CloudSurvey of(CloudLookups once, Deadline deadline) {
        CloudLookups aws = RememberedLookups.of(once);
        return new CloudSurvey() {
            @Override
            public <D extends Definition> CloudFacts<D> about(D definition, CloudRules<D> rules, MissingAnswers missing)
                    throws InterruptedException {
                Answers answers = new Answers("no rule needed it");
                for (Question<D, ?> question : rules.questions(definition)) {
                    if (question.declared(definition).isPresent()) {
                        continue;
                    }
                    ask(question, definition, answers);
                }
                return new CloudFacts<>(definition, answers, missing);
            }

            private <D extends Definition, A> void ask(Question<D, A> question, D definition, Answers answers)
                    throws InterruptedException {
                try {
                    answers.with(question, question.ask(definition, aws, deadline));
                } catch (DeadlineExceededException e) {
                    answers.with(question, new Lookup.Failed<>(e.problem(), e.remedy()));
                }
            }
        };
    }
}

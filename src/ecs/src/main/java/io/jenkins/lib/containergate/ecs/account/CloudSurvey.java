package io.jenkins.lib.containergate.ecs.account;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.MissingAnswers;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.task.Definition;
import java.util.List;

/** Asks AWS what rules want to know, before they are asked themselves; or asks nothing. */
public interface CloudSurvey {
    /** Questions about one account and region at the same time: AWS allows about 20 calls of a kind in a second. */
    int AT_ONCE = 16;

    /**
     * What rules want to know about one definition.
     *
     * @param answers filled when the survey has asked
     */
    record Inquiry<D extends Definition>(D definition, CloudRules<D> rules, Answers answers) {
        public CloudFacts<D> facts(MissingAnswers missing) {
            return new CloudFacts<>(definition, answers, missing);
        }
    }

    /** Nothing is asked yet. */
    <D extends Definition> Inquiry<D> about(D definition, CloudRules<D> rules);

    /**
     * Gets the answers, where AWS is asked at all.
     *
     * @throws InterruptedException when nobody waits for the answers any more
     */
    void ask(List<? extends Inquiry<?>> inquiries) throws InterruptedException;

    /** Asks about one definition alone. */
    default <D extends Definition> CloudFacts<D> about(D definition, CloudRules<D> rules, MissingAnswers missing)
            throws InterruptedException {
        Inquiry<D> inquiry = about(definition, rules);
        ask(List.of(inquiry));
        return inquiry.facts(missing);
    }

    /** @param reason as in "no access to AWS is given" */
    static CloudSurvey notAsked(String reason) {
        return new CloudSurvey() {
            @Override
            public <D extends Definition> Inquiry<D> about(D definition, CloudRules<D> rules) {
                return new Inquiry<>(definition, rules, new Answers(reason));
            }

            @Override
            public void ask(List<? extends Inquiry<?>> inquiries) {
                // the answers say why there are none
            }
        };
    }

    /** The same as {@link #of(CloudLookups, int, Deadline)} with {@value #AT_ONCE} questions at once. */
    static CloudSurvey of(CloudLookups once, Deadline deadline) {
        return of(once, AT_ONCE, deadline);
    }

    /**
     * Each question of the rules that apply once; those that the deadline leaves no time for are failures. The answers do not
     * depend on the order in which they arrive.
     *
     * @param atOnce most questions at the same time
     */
    static CloudSurvey of(CloudLookups once, int atOnce, Deadline deadline) {
        return new ParallelSurvey(once, atOnce, deadline);
    }
}

package io.jenkins.lib.containergate.ecs.account;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.task.Definition;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.Optional;

/**
 * Something rules want to know of AWS about a definition. Asked once for each definition, however many rules want it: two
 * that are equal are one.
 *
 * @param <D> what it is about
 * @param <A> the answer
 */
public interface Question<D extends Definition, A> {
    /** Why there is nothing to ask; empty when there is, or may be. */
    Optional<String> excludes(D about);

    /** What the file that the definition is from says itself: then AWS is not asked. */
    default Optional<Lookup<A>> declared(D about) {
        return Optional.empty();
    }

    /** What remains where AWS is not asked: an answer that has parts may still hold those that the file says itself. */
    default Lookup<A> unasked(D about, Lookup.NotAsked<A> reason) {
        return reason;
    }

    /** @return a failure also when the definition does not say what to ask about */
    Lookup<A> ask(D about, CloudLookups aws, Deadline deadline) throws DeadlineExceededException, InterruptedException;
}

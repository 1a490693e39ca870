package io.jenkins.lib.containergate.aws;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.function.Function;

/**
 * What came of asking a cloud. Only {@link Answered} holds a value: a rule that meets one of the others is undecided, and
 * nothing here can be taken for an empty answer.
 */
public sealed interface Lookup<T> {

    /** The whole answer, all pages of it. */
    record Answered<T>(T value) implements Lookup<T> {}

    /** Nobody wanted it asked. */
    record NotAsked<T>(String reason) implements Lookup<T> {}

    /**
     * The credentials may not ask.
     *
     * @param permission the IAM action that is missing, such as {@code iam:GetRole}
     */
    record Denied<T>(String permission) implements Lookup<T> {}

    /** Asked, and not answered; also what is asked for and does not exist. */
    record Failed<T>(String problem, String remedy) implements Lookup<T> {
        /** @param what AWS leaves out of its answer */
        public static <T> Failed<T> without(String service, String what) {
            return new Failed<>(service + " does not tell " + what, "ask again, or look at it in " + service);
        }
    }

    /** Makes another of the answer. */
    default <R> Lookup<R> map(Function<? super T, ? extends R> function) {
        return flatMap(value -> new Answered<>(function.apply(value)));
    }

    /** Asks on with the answer. */
    default <R> Lookup<R> flatMap(Function<? super T, Lookup<R>> function) {
        if (this instanceof Answered<T> answered) {
            return function.apply(answered.value());
        }
        if (this instanceof NotAsked<T> not) {
            return new NotAsked<>(not.reason());
        }
        if (this instanceof Denied<T> denied) {
            return new Denied<>(denied.permission());
        }
        Failed<T> failed = (Failed<T>) this;
        return new Failed<>(failed.problem(), failed.remedy());
    }

    /**
     * @return {@code function}'s result of the answer, or {@code otherwise}'s of a sentence why there is none and what to do
     */
    default <R> R fold(Function<? super T, ? extends R> answered, Function<String, ? extends R> otherwise) {
        if (this instanceof Answered<T> answer) {
            return answered.apply(answer.value());
        }
        return otherwise.apply(missing().getMessage());
    }

    /** @throws GateException when there is no answer, saying why and what to do */
    default T required() throws GateException {
        if (this instanceof Answered<T> answer) {
            return answer.value();
        }
        throw missing();
    }

    private GateException missing() {
        if (this instanceof NotAsked<T> not) {
            return new GateException("no AWS lookups: " + not.reason(), "name what to look up");
        }
        if (this instanceof Denied<T> denied) {
            return new GateException(
                    "the AWS credentials lack the permission " + denied.permission(), "grant it, see docs/aws.md");
        }
        Failed<T> failed = (Failed<T>) this;
        return new GateException(failed.problem(), failed.remedy());
    }
}

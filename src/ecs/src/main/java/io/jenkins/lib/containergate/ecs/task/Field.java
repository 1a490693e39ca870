package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.document.Reason;
import io.jenkins.lib.containergate.ecs.document.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** One value of a task definition: absent, known, or known only at deployment. */
public sealed interface Field<T> {
    Place place();

    /** Empty when it is absent or unresolved: for showing and combining, not for passing a rule. */
    default Optional<T> known() {
        return this instanceof Known<T> known ? Optional.of(known.value()) : Optional.empty();
    }

    default boolean absent() {
        return this instanceof Absent<T>;
    }

    /** The same place with a value derived from this one. */
    <R> Field<R> map(Function<? super T, ? extends R> function);

    record Absent<T>(Place place) implements Field<T> {
        @Override
        public <R> Field<R> map(Function<? super T, ? extends R> function) {
            return new Absent<>(place);
        }
    }

    record Known<T>(T value, Place place) implements Field<T> {
        @Override
        public <R> Field<R> map(Function<? super T, ? extends R> function) {
            return new Known<>(function.apply(value), place);
        }

        /** A value may be a secret. */
        @Override
        public String toString() {
            return "Known[" + place.pointer() + "]";
        }
    }

    /**
     * @param why see {@link Value.Unresolved#why}
     * @param origin see {@link Value.Unresolved#origin}
     * @param shape see {@link Value.Unresolved#shape}
     * @param alternatives see {@link Value.Unresolved#alternatives}
     * @param parts see {@link Value.Unresolved#parts}
     * @param gaps see {@link Value.Unresolved#gaps}
     */
    record Unresolved<T>(
            Reason why,
            Certainty certainty,
            String shape,
            String origin,
            List<String> alternatives,
            List<String> parts,
            List<String> gaps,
            Place place)
            implements Field<T> {
        /** Of a value of a document, at this place. */
        public static <T> Unresolved<T> of(Value.Unresolved value, Place at) {
            return new Unresolved<>(
                    value.why(),
                    value.certainty(),
                    value.shape(),
                    value.origin(),
                    value.alternatives(),
                    value.parts(),
                    value.gaps(),
                    at);
        }

        /** As one of another type: it holds no value. */
        public <R> Unresolved<R> cast() {
            return new Unresolved<>(why, certainty, shape, origin, alternatives, parts, gaps, place);
        }

        /** Why it is not known, as in "the parameter Image has no default". */
        public String reason() {
            return why.text();
        }

        /** Its origin, or what it may turn out to be or to refer to, where a condition decides. */
        public Stream<String> names() {
            return origin.isEmpty() ? alternatives.stream() : Stream.of(origin);
        }

        @Override
        public <R> Field<R> map(Function<? super T, ? extends R> function) {
            return new Unresolved<>(why, certainty, "", "", List.of(), parts, List.of(), place);
        }

        @Override
        public String toString() {
            return "Unresolved[" + place.pointer() + "]";
        }
    }
}

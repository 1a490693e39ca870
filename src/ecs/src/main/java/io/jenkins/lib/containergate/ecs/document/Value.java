package io.jenkins.lib.containergate.ecs.document;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A value of a JSON or YAML document. Never shows its text: it may be a secret. */
public sealed interface Value {
    Mark mark();

    /** What it is, for messages. */
    String kind();

    /** Whether it is null, or a list without items: plans hold what nobody wrote in either form. */
    default boolean unset() {
        return this instanceof Null
                || this instanceof Sequence list && list.items().isEmpty();
    }

    record Text(String value, Mark mark) implements Value {
        @Override
        public String kind() {
            return "a text";
        }

        @Override
        public String toString() {
            return kind();
        }
    }

    /** @param digits as written, or in decimal for YAML's other bases */
    record Number(String digits, Mark mark) implements Value {
        @Override
        public String kind() {
            return "a number";
        }
    }

    record Bool(boolean value, Mark mark) implements Value {
        @Override
        public String kind() {
            return "true or false";
        }
    }

    record Null(Mark mark) implements Value {
        @Override
        public String kind() {
            return "null";
        }
    }

    record Sequence(List<Value> items, Mark mark) implements Value {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }

        @Override
        public String toString() {
            return kind();
        }
    }

    /** Keys are unique and in the order written. */
    record Mapping(Map<String, Value> members, Mark mark) implements Value {
        public Mapping {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String kind() {
            return "an object";
        }

        @Override
        public String toString() {
            return kind();
        }
    }

    /**
     * Known only when the task is deployed.
     *
     * @param why it is not known, and what makes it known
     * @param origin what it refers to, such as {@code Role.Arn}: equal origins have equal values; empty when not known
     * @param shape the text as far as it is known, {@link #GAP} standing for each part that is not; empty when nothing is
     * @param alternatives what it may turn out to be or to refer to, where a condition decides; an empty name
     *     where others are possible as well
     * @param parts texts that are, or may turn out to be, a part of it: what is searched for secrets
     * @param gaps what each gap of the shape refers to, in their order, empty where that is not known; none when nothing is known of them
     */
    record Unresolved(
            Reason why,
            Certainty certainty,
            String shape,
            String origin,
            List<String> alternatives,
            List<String> parts,
            List<String> gaps,
            Mark mark)
            implements Value {
        /** The object replacement character. */
        public static final char GAP = '\uFFFC';

        public Unresolved {
            alternatives = List.copyOf(alternatives);
            parts = List.copyOf(parts);
            gaps = List.copyOf(gaps);
        }

        /** That no condition of the file decides. */
        public Unresolved(Reason why, Certainty certainty, String shape, String origin, List<String> parts, Mark mark) {
            this(why, certainty, shape, origin, List.of(), parts, List.of(), mark);
        }

        /** Of which nothing is known but its shape. */
        public Unresolved(Reason why, Certainty certainty, String shape, String origin, Mark mark) {
            this(why, certainty, shape, origin, TextParts.ofShape(shape), mark);
        }

        /** With more texts that may be a part of it. */
        public Unresolved holding(List<String> more) {
            return new Unresolved(
                    why, certainty, shape, origin, alternatives, TextParts.together(parts, more), gaps, mark);
        }

        /** That a condition decides between these. */
        public Unresolved oneOf(List<String> names) {
            return new Unresolved(why, certainty, shape, origin, names, parts, gaps, mark);
        }

        /** With what the gaps of its shape refer to. */
        public Unresolved filled(List<String> origins) {
            return new Unresolved(why, certainty, shape, origin, alternatives, parts, origins, mark);
        }

        /** Why it is not known, as in "the parameter Image has no default". */
        public String reason() {
            return why.text();
        }

        /** Its origin, or what it may turn out to be. */
        public Stream<String> names() {
            return origin.isEmpty() ? alternatives.stream() : Stream.of(origin);
        }

        public Unresolved as(Certainty other) {
            return new Unresolved(why, other, shape, origin, alternatives, parts, gaps, mark);
        }

        @Override
        public String kind() {
            return "not known before deployment";
        }

        @Override
        public String toString() {
            return kind();
        }
    }
}

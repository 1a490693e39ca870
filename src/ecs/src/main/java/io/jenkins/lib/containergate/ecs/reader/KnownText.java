package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import java.util.List;
import java.util.Optional;

/**
 * A text as far as it is known before deployment.
 *
 * @param shape with a gap for each part that is not known
 * @param gaps what each gap refers to, in their order; fewer where that is not known of all
 */
record KnownText(String shape, List<String> gaps) {
    private static final String ONE_GAP = String.valueOf(Unresolved.GAP);

    KnownText {
        gaps = List.copyOf(gaps);
    }

    /** Empty where nothing is known of it, not even what it refers to. */
    static Optional<KnownText> of(Value value) {
        if (value instanceof Text text) {
            return Optional.of(new KnownText(text.value(), List.of()));
        }
        if (!(value instanceof Unresolved later)) {
            return Optional.empty();
        }
        if (!later.shape().isEmpty()) {
            return Optional.of(new KnownText(later.shape(), later.gaps()));
        }
        return later.origin().isEmpty()
                ? Optional.empty()
                : Optional.of(new KnownText(ONE_GAP, List.of(later.origin())));
    }

    /** A part of it. */
    KnownText part(int start, int end) {
        int first = gapsIn(shape.substring(0, start));
        int last = first + gapsIn(shape.substring(start, end));
        return new KnownText(shape.substring(start, end), gaps.size() >= last ? gaps.subList(first, last) : List.of());
    }

    private static int gapsIn(String part) {
        return (int) part.chars().filter(each -> each == Unresolved.GAP).count();
    }

    boolean whole() {
        return shape.indexOf(Unresolved.GAP) < 0;
    }

    boolean is(String text) {
        return whole() && shape.equals(text);
    }

    /** Whether it is what this refers to, and nothing beside it. */
    boolean refersTo(String origin) {
        return shape.equals(ONE_GAP) && gaps.equals(List.of(origin));
    }

    /** Whether both are the same text whatever the gaps hold: where one is not known at all, they are not known to be. */
    boolean same(KnownText other) {
        return shape.equals(other.shape)
                && gaps.equals(other.gaps)
                && gaps.size() == gapsIn(shape)
                && gaps.stream().noneMatch(String::isEmpty);
    }
}

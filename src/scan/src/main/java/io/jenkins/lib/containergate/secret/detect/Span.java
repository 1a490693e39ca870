package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Assignment;
import java.util.Optional;

/**
 * Where a secret stands in a window.
 *
 * @param start position of its first byte
 * @param end position after its last
 * @param visible characters at its start that are the same for every secret of the kind, and so may be shown
 * @param note something to add that is no secret, such as the account a key belongs to
 * @param resolved the secret itself where it is written with escapes
 * @param illustrates whether what is around it says that it only shows something, so that it counts as a fixture
 */
public record Span(
        int start, int end, int visible, Optional<String> note, Optional<String> resolved, boolean illustrates) {
    public Span(int start, int end, int visible, Optional<String> note) {
        this(start, end, visible, note, Optional.empty(), false);
    }

    static Span of(int start, int end) {
        return new Span(start, end, 0, Optional.empty());
    }

    static Span of(Assignment assignment) {
        boolean escaped = assignment.value().length() < assignment.end() - assignment.start();
        return new Span(
                assignment.start(),
                assignment.end(),
                0,
                Optional.empty(),
                escaped ? Optional.of(assignment.value()) : Optional.empty(),
                false);
    }

    /** The same, where {@code shown} that it only shows something. */
    public Span illustrating(boolean shown) {
        return new Span(start, end, visible, note, resolved, shown);
    }

    /** It may be a secret. */
    @Override
    public String toString() {
        return "Span[" + start + " to " + end + "]";
    }
}

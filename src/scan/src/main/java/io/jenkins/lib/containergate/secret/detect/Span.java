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
 */
public record Span(int start, int end, int visible, Optional<String> note, Optional<String> resolved) {
    public Span(int start, int end, int visible, Optional<String> note) {
        this(start, end, visible, note, Optional.empty());
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
                escaped ? Optional.of(assignment.value()) : Optional.empty());
    }

    /** It may be a secret. */
    @Override
    public String toString() {
        return "Span[" + start + " to " + end + "]";
    }
}

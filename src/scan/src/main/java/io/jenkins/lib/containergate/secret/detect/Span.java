package io.jenkins.lib.containergate.secret.detect;

import java.util.Optional;

/**
 * Where a secret stands in a window.
 *
 * @param start position of its first byte
 * @param end position after its last
 * @param visible characters at its start that are the same for every secret of the kind, and so may be shown
 * @param note something to add that is no secret, such as the account a key belongs to
 */
public record Span(int start, int end, int visible, Optional<String> note) {
    static Span of(int start, int end) {
        return new Span(start, end, 0, Optional.empty());
    }
}

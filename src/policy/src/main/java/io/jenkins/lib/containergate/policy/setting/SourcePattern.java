package io.jenkins.lib.containergate.policy.setting;

import io.jenkins.lib.containergate.policy.segment.Source;
import io.jenkins.lib.containergate.policy.segment.SourceKind;
import java.util.Optional;

/**
 * Some sources of one kind: {@code web} and {@code team-*} mean services, {@code alb:*} load balancers.
 *
 * @param name pattern over text
 */
public record SourcePattern(SourceKind kind, Glob name) {

    /** Empty for a kind that there is not, and for a pattern that is none. */
    public static Optional<SourcePattern> of(String text) {
        int colon = text.indexOf(':');
        Optional<SourceKind> kind =
                colon < 0 ? Optional.of(SourceKind.SERVICE) : SourceKind.of(text.substring(0, colon));
        try {
            Glob name = Glob.overText(text.substring(colon + 1));
            return kind.map(known -> new SourcePattern(known, name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean matches(Source source) {
        return source.kind() == kind && name.matches(source.name());
    }

    boolean covers(SourcePattern other) {
        return kind == other.kind && name.covers(other.name);
    }

    @Override
    public String toString() {
        return kind == SourceKind.SERVICE ? name.toString() : kind.key() + ":" + name;
    }
}

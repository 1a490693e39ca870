package io.jenkins.lib.containergate.secret.text;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Of several values below one name the one that most looks made by chance. */
final class LikeliestValue {
    private static final int SHORTEST = 6;

    private final AssignedName name;
    private double best = Double.NEGATIVE_INFINITY;
    private @Nullable Assignment found;

    LikeliestValue(AssignedName name) {
        this.name = name;
    }

    void take(int from, int to, boolean quoted) {
        if (to - from < SHORTEST) {
            return;
        }
        String value = Escapes.resolved(name.text().text(from, to));
        double bits = Chance.bits(value);
        if (bits > best) {
            best = bits;
            found = new Assignment(name.name(), value, from, to, quoted, false);
        }
    }

    Optional<Assignment> found() {
        return Optional.ofNullable(found);
    }
}

package io.jenkins.lib.containergate.policy.setting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Names that are allowed, as alternatives over paths.
 *
 * @param patterns none within another, in a stable order
 */
public record PatternSet(List<Glob> patterns) {
    public PatternSet {
        patterns = withoutRedundant(patterns);
    }

    private static List<Glob> withoutRedundant(List<Glob> patterns) {
        List<Glob> kept = new ArrayList<>();
        for (Glob pattern :
                patterns.stream().sorted(Comparator.comparing(Glob::toString)).toList()) {
            if (kept.stream().noneMatch(other -> other.covers(pattern))) {
                kept.removeIf(pattern::covers);
                kept.add(pattern);
            }
        }
        return List.copyOf(kept);
    }

    public boolean matches(String name) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }

    /** Allows nothing that the outer set does not. */
    public boolean within(PatternSet outer) {
        return patterns.stream().allMatch(inner -> outer.patterns.stream().anyMatch(each -> each.covers(inner)));
    }
}

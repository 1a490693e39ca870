package io.jenkins.lib.containergate.ecs;

import java.util.List;
import java.util.function.Predicate;

/**
 * What a policy allows by name.
 *
 * @param patterns as the policy writes them, for messages
 * @param allows whether one of them is the name's
 */
public record AllowList(List<String> patterns, Predicate<String> allows) {
    public AllowList {
        patterns = List.copyOf(patterns);
    }

    /** {@code one of [a/**, b]}. */
    public String expected() {
        return "one of " + patterns;
    }
}

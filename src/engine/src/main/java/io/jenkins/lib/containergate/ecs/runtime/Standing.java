package io.jenkins.lib.containergate.ecs.runtime;

import java.util.List;

/** How something that passed once stands today. */
public sealed interface Standing {

    /** As it did. */
    record Holds() implements Standing {}

    /** @param reasons worst first, one clause each */
    record Broken(List<String> reasons) implements Standing {
        public Broken {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("what no longer holds has a reason");
            }
        }
    }

    /** It cannot be told. */
    record Undecided(String problem, String remedy) implements Standing {}

    /** Nothing to tell. */
    record NotApplicable(String reason) implements Standing {}
}

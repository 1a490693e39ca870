package io.jenkins.lib.containergate.ecs.account.iam;

import java.util.List;

/**
 * Who a statement of a resource's policy speaks of.
 *
 * @param except {@code NotPrincipal}: all but these
 * @param named by kind, as in {@code AWS}, {@code Service}, {@code Federated}; the kind {@code AWS} for a bare {@code *}
 */
public record Principals(boolean except, List<Named> named) {
    public Principals {
        named = List.copyOf(named);
    }

    public record Named(String kind, String value) {
        @Override
        public String toString() {
            return kind + " " + value;
        }
    }

    /** Whether anybody at all is among them. */
    public boolean everybody() {
        return except || named.stream().anyMatch(each -> each.kind().equals("AWS") && Wildcards.any(each.value()));
    }
}

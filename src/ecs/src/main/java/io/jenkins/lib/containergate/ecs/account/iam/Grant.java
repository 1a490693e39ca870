package io.jenkins.lib.containergate.ecs.account.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that a role may do.
 *
 * @param policy that says so, for people
 * @param conditions under which
 */
public record Grant(String policy, Scope action, Scope resource, List<Condition> conditions) {
    public Grant {
        conditions = List.copyOf(conditions);
    }

    /** As far as the other allows it too; empty when it surely does not. */
    Optional<Grant> within(Grant boundary) {
        Optional<Scope> actions = action.meet(boundary.action);
        Optional<Scope> resources = resource.meet(boundary.resource);
        if (actions.isEmpty() || resources.isEmpty()) {
            return Optional.empty();
        }
        List<Condition> all = new ArrayList<>(conditions);
        all.addAll(boundary.conditions);
        return Optional.of(new Grant(policy, actions.get(), resources.get(), all));
    }

    /** As a statement that denies: whether nothing of the other is left. */
    boolean undoes(Grant other) {
        return conditions.isEmpty() && action.covers(other.action) && resource.covers(other.resource);
    }

    @Override
    public String toString() {
        return action + " on " + resource;
    }
}

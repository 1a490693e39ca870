package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import java.util.List;

/**
 * A list of a task definition.
 *
 * @param values the elements that are known, in order
 * @param unresolved elements, or the whole list, known only at deployment
 * @param place of the list
 * @param present whether the list is written, even if it is empty
 */
public record Items<T>(List<T> values, List<Unresolved<T>> unresolved, Place place, boolean present) {
    public Items {
        values = List.copyOf(values);
        unresolved = List.copyOf(unresolved);
    }

    /** Known to have no element. */
    public boolean empty() {
        return values.isEmpty() && unresolved.isEmpty();
    }

    /** Elements may be secrets. */
    @Override
    public String toString() {
        return "Items[" + place.pointer() + ", " + values.size() + "]";
    }
}

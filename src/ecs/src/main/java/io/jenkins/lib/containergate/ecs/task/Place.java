package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.ecs.document.Mark;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Where a value of a task definition is, or would be. Its pointer is put together when somebody asks: most values are right,
 * and nobody does.
 *
 * @param owner what it belongs to, for people: {@code container 'web'}, {@code volume 'data'}, {@code the task definition}
 * @param parent of the object or list it is in; none for the whole definition
 * @param name the value's name, or its place in a list
 * @param mark in the file; of the value around it when the value is absent
 */
public record Place(String owner, @Nullable Place parent, String name, Mark mark) {
    public static Place root(String owner, Mark mark) {
        return new Place(owner, null, "", mark);
    }

    /** JSON pointer in the task definition as the ECS API writes it: {@code /containerDefinitions/0/privileged}. */
    public String pointer() {
        Deque<String> names = new ArrayDeque<>();
        for (Place place = this; place.parent != null; place = place.parent) {
            names.push(place.name);
        }
        StringBuilder pointer = new StringBuilder();
        names.forEach(each -> pointer.append('/').append(each.replace("~", "~0").replace("/", "~1")));
        return pointer.toString();
    }

    /** The name for people: of one of a list with that of the list. */
    public String title() {
        boolean item = parent != null && !parent.name.isEmpty() && name.chars().allMatch(Character::isDigit);
        return item ? parent.name + "/" + name : name;
    }

    public Place member(String member, Mark at) {
        return new Place(owner, this, member, at);
    }

    Place ownedBy(String newOwner) {
        return new Place(newOwner, parent, name, mark);
    }
}

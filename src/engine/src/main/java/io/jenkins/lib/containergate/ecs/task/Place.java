package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.ecs.document.Mark;

/**
 * Where a value of a task definition is, or would be.
 *
 * @param owner what it belongs to, for people: {@code container 'web'}, {@code volume 'data'}, {@code the task definition}
 * @param pointer JSON pointer in the task definition as the ECS API writes it: {@code /containerDefinitions/0/privileged}
 * @param mark in the file; of the value around it when the value is absent
 */
public record Place(String owner, String pointer, Mark mark) {
    /** The value's name: {@code privileged}. */
    public String name() {
        return pointer.substring(pointer.lastIndexOf('/') + 1)
                .replace("~1", "/")
                .replace("~0", "~");
    }

    Place member(String name, Mark at) {
        return new Place(owner, pointer + "/" + name.replace("~", "~0").replace("/", "~1"), at);
    }

    Place ownedBy(String newOwner) {
        return new Place(newOwner, pointer, mark);
    }
}

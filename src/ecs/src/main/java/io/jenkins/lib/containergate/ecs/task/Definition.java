package io.jenkins.lib.containergate.ecs.task;

import io.jenkins.lib.containergate.ecs.document.Value.Mapping;

/** Something a file declares and rules judge: a task definition, a service, a cluster. */
public interface Definition {
    /** The file or service it was read from. */
    String document();

    /** What people call it. */
    String name();

    /** Everything that was written, in the shape of the ECS API. */
    Mapping source();

    Place place();
}

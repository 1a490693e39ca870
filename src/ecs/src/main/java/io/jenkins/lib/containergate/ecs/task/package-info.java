/** A task definition as the ECS API names it, whatever file it came from; every value keeps its place. */
@NullMarked
package io.jenkins.lib.containergate.ecs.task;

import org.jspecify.annotations.NullMarked;

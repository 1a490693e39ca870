/** Finds the task definitions in a file of whatever kind. */
@NullMarked
package io.jenkins.lib.containergate.ecs.reader;

import org.jspecify.annotations.NullMarked;

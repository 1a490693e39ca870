/** Hostile JSON and YAML as one tree of values, each with its JSON pointer and line. */
@NullMarked
package io.jenkins.lib.containergate.ecs.document;

import org.jspecify.annotations.NullMarked;

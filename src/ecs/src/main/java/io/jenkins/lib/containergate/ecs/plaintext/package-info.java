/** Secrets in the settings of task definitions and of what they are deployed in, known in full or in parts. */
@NullMarked
package io.jenkins.lib.containergate.ecs.plaintext;

import org.jspecify.annotations.NullMarked;

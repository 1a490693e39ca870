/** The posture of a cluster: for each service, which control holds, which does not, and whose responsibility it is. */
@NullMarked
package io.jenkins.lib.containergate.ecs.posture;

import org.jspecify.annotations.NullMarked;

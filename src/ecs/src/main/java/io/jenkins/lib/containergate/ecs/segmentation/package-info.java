/** Who can reach whom in a cluster, as its security groups say it. */
@NullMarked
package io.jenkins.lib.containergate.ecs.segmentation;

import org.jspecify.annotations.NullMarked;

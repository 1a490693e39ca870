/** What ECS runs, as its API tells it. */
@NullMarked
package io.jenkins.lib.containergate.cloud.cluster;

import org.jspecify.annotations.NullMarked;

/** What ECS runs, as its API tells it. */
@NullMarked
package io.jenkins.lib.containergate.aws.ecs;

import org.jspecify.annotations.NullMarked;

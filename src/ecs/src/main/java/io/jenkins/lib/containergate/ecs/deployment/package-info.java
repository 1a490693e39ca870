/** What task definitions are deployed in, as templates and plans declare it: services, task sets, clusters. */
@NullMarked
package io.jenkins.lib.containergate.ecs.deployment;

import org.jspecify.annotations.NullMarked;

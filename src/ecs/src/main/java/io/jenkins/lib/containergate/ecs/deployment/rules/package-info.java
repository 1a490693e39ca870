/** Rules on services, task sets, clusters and capacity providers: one class a rule. */
@NullMarked
package io.jenkins.lib.containergate.ecs.deployment.rules;

import org.jspecify.annotations.NullMarked;

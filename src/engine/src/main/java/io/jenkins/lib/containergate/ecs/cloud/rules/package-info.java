/** One class a rule. */
@NullMarked
package io.jenkins.lib.containergate.ecs.cloud.rules;

import org.jspecify.annotations.NullMarked;

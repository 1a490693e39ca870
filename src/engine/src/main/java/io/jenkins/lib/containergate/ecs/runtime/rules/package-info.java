/** Rules on what runs: one class a rule. */
@NullMarked
package io.jenkins.lib.containergate.ecs.runtime.rules;

import org.jspecify.annotations.NullMarked;

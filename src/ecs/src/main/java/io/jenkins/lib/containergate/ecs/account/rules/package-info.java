/** One class a rule. */
@NullMarked
package io.jenkins.lib.containergate.ecs.account.rules;

import org.jspecify.annotations.NullMarked;

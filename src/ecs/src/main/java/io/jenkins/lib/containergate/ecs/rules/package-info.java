/** One class a rule, and the small vocabularies several of them share. */
@NullMarked
package io.jenkins.lib.containergate.ecs.rules;

import org.jspecify.annotations.NullMarked;

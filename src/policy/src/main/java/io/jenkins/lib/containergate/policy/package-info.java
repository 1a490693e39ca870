/** Effective policy, its merge, and the engine that turns findings into a verdict. */
@NullMarked
package io.jenkins.lib.containergate.policy;

import org.jspecify.annotations.NullMarked;

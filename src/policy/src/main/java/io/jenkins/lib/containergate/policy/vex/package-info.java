/** Whose VEX statements count: the entries of {@code vex} in a policy. */
@NullMarked
package io.jenkins.lib.containergate.policy.vex;

import org.jspecify.annotations.NullMarked;

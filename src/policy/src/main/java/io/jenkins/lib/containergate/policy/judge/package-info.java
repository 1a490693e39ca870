/** Judges findings under an effective policy and puts the verdict together. */
@NullMarked
package io.jenkins.lib.containergate.policy.judge;

import org.jspecify.annotations.NullMarked;

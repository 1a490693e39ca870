/** Puts the results of the gates on what runs together into the posture of a cluster. */
@NullMarked
package io.jenkins.lib.containergate.gate.posture;

import org.jspecify.annotations.NullMarked;

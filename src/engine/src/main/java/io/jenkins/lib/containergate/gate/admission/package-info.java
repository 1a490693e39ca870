/** Whether a deployment that waits may go on, and the answer to it. */
@NullMarked
package io.jenkins.lib.containergate.gate.admission;

import org.jspecify.annotations.NullMarked;

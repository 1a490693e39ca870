/** One class per gate: request, findings, verdict. */
@NullMarked
package io.jenkins.lib.containergate.gate;

import org.jspecify.annotations.NullMarked;

/** What another policy would have made of a verdict. */
@NullMarked
package io.jenkins.lib.containergate.gate.trial;

import org.jspecify.annotations.NullMarked;

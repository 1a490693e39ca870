/** Is what runs in a cluster what passed, and would it pass today? */
@NullMarked
package io.jenkins.lib.containergate.gate.drift;

import org.jspecify.annotations.NullMarked;

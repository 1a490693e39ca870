/** Time for tests that do not depend on how busy the machine is. */
@NullMarked
package io.jenkins.lib.containergate.testkit.time;

import org.jspecify.annotations.NullMarked;

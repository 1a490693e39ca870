/** Other programs that tests compare with. */
@NullMarked
package io.jenkins.lib.containergate.testkit.peer;

import org.jspecify.annotations.NullMarked;

/** Files as vendors of distributions publish them. */
@NullMarked
package io.jenkins.lib.containergate.testkit.vendor;

import org.jspecify.annotations.NullMarked;

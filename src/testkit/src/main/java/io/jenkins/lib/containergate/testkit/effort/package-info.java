/** How much generated tests try. */
@NullMarked
package io.jenkins.lib.containergate.testkit.effort;

import org.jspecify.annotations.NullMarked;

/** The gates: has agents read, asks who knows, and comes to verdicts on the controller. */
@NullMarked
package io.jenkins.plugins.containergate.evaluate;

import org.jspecify.annotations.NullMarked;

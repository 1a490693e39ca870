/** A verdict as text for a terminal or a build log. */
@NullMarked
package io.jenkins.lib.containergate.report.console;

import org.jspecify.annotations.NullMarked;

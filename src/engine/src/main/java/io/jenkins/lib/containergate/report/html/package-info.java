/** A verdict as one self-contained page. */
@NullMarked
package io.jenkins.lib.containergate.report.html;

import org.jspecify.annotations.NullMarked;

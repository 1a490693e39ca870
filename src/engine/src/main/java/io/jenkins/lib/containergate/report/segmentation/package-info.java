/** The map of segments for programs and for the eye. */
@NullMarked
package io.jenkins.lib.containergate.report.segmentation;

import org.jspecify.annotations.NullMarked;

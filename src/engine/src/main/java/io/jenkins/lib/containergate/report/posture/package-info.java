/** The posture of clusters for programs and spreadsheets. */
@NullMarked
package io.jenkins.lib.containergate.report.posture;

import org.jspecify.annotations.NullMarked;

/** A verdict as SARIF 2.1.0, for code scanning viewers. */
@NullMarked
package io.jenkins.lib.containergate.report.sarif;

import org.jspecify.annotations.NullMarked;

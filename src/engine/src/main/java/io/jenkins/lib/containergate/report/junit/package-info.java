/** A verdict as JUnit XML, for test result viewers. */
@NullMarked
package io.jenkins.lib.containergate.report.junit;

import org.jspecify.annotations.NullMarked;

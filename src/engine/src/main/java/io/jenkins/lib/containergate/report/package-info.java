/** Renderings of a verdict: console, JSON, HTML, SARIF, JUnit XML; and of an inventory: CycloneDX. */
@NullMarked
package io.jenkins.lib.containergate.report;

import org.jspecify.annotations.NullMarked;

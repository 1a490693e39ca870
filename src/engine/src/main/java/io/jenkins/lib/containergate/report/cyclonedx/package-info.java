/** An inventory as a CycloneDX 1.6 bill of materials. */
@NullMarked
package io.jenkins.lib.containergate.report.cyclonedx;

import org.jspecify.annotations.NullMarked;

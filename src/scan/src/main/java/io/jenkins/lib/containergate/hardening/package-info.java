/** Rules on how an image is configured and built: CIS Docker Benchmark section 4 and what completes it. */
@NullMarked
package io.jenkins.lib.containergate.hardening;

import org.jspecify.annotations.NullMarked;

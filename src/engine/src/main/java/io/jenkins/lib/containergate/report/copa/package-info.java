/** What Copacetic reads. */
@NullMarked
package io.jenkins.lib.containergate.report.copa;

import org.jspecify.annotations.NullMarked;

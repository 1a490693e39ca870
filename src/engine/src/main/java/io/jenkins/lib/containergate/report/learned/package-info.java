/** What was learned of a role or a workload, for people and for programs. */
@NullMarked
package io.jenkins.lib.containergate.report.learned;

import org.jspecify.annotations.NullMarked;

/** What watches tasks while they run. */
@NullMarked
package io.jenkins.lib.containergate.aws.guardduty;

import org.jspecify.annotations.NullMarked;

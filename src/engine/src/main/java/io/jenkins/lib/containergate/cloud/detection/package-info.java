/** What watches tasks while they run. */
@NullMarked
package io.jenkins.lib.containergate.cloud.detection;

import org.jspecify.annotations.NullMarked;

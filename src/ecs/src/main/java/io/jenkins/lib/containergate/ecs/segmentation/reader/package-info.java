/** Asks AWS for what a map of segments is drawn from. */
@NullMarked
package io.jenkins.lib.containergate.ecs.segmentation.reader;

import org.jspecify.annotations.NullMarked;

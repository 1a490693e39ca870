/** Keeps what was found in a layer, so that the next image with the same layer need not be read as far. */
@NullMarked
package io.jenkins.lib.containergate.layer.cache;

import org.jspecify.annotations.NullMarked;

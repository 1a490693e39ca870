/** One bounded pass over each layer's tar stream, shared by all visitors. */
@NullMarked
package io.jenkins.lib.containergate.layer;

import org.jspecify.annotations.NullMarked;

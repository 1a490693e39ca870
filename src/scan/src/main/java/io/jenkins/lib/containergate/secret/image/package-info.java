/** Secrets in the layers, the configuration and the history of an image. */
@NullMarked
package io.jenkins.lib.containergate.secret.image;

import org.jspecify.annotations.NullMarked;

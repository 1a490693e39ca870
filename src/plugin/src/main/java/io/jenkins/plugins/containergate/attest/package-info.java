/** Signs what the gates of a build said of an image. */
@NullMarked
package io.jenkins.plugins.containergate.attest;

import org.jspecify.annotations.NullMarked;

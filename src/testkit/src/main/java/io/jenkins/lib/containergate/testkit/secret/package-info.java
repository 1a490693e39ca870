/** Made-up secrets: generated from a seed, so that none stands in a file of this project. */
@NullMarked
package io.jenkins.lib.containergate.testkit.secret;

import org.jspecify.annotations.NullMarked;

/** The verdict as a signed statement that travels with the image. */
@NullMarked
package io.jenkins.lib.containergate.attestation;

import org.jspecify.annotations.NullMarked;

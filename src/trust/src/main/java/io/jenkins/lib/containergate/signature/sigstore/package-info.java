/** Sigstore bundles, and the certificates, logs and timestamps that keyless signing rests on. */
@NullMarked
package io.jenkins.lib.containergate.signature.sigstore;

import org.jspecify.annotations.NullMarked;

package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.signature.Bytes;
import java.security.PublicKey;

/**
 * The key of a transparency log or a certificate log.
 *
 * @param id 32 bytes: the SHA-256 of the key for logs of the first generation
 */
record LogKey(Bytes id, PublicKey key, Validity validity) {}

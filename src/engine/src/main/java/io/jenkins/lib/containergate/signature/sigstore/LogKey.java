package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.signature.Bytes;
import java.security.PublicKey;
import java.util.Optional;

/**
 * The key of a transparency log or a certificate log.
 *
 * @param id 32 bytes: the SHA-256 of the key for logs of the first generation
 * @param host of the log's address, if the trusted root has one; what logs of the second generation call themselves
 */
record LogKey(Bytes id, PublicKey key, Validity validity, Optional<String> host) {}

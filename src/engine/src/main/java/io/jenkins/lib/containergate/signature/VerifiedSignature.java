package io.jenkins.lib.containergate.signature;

import io.jenkins.lib.containergate.image.Digest;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who signed, how and when (C0.4).
 *
 * @param signer the trusted signer's name
 * @param identity what it was recognised by: a key's fingerprint, a certificate's subject
 * @param how the format and what vouches for it, such as "cosign key"
 * @param time when it was signed, only if somebody other than the signer vouches for it or the signer is trusted to
 * @param digest what was signed: the image's manifest, or the index it is in
 * @param origin where the signature was found
 * @param annotations what was signed along with the digest
 * @param reference the image reference that was signed along, as written
 */
public record VerifiedSignature(
        String signer,
        String identity,
        String how,
        Optional<Instant> time,
        Digest digest,
        String origin,
        Map<String, String> annotations,
        Optional<String> reference) {
    public VerifiedSignature {
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    public VerifiedSignature withTime(Instant vouched) {
        return new VerifiedSignature(
                signer, identity, how, Optional.of(vouched), digest, origin, annotations, reference);
    }

    /** One line for people. */
    public String line() {
        return signer + " (" + how + ", " + identity + time.map(at -> ", " + at).orElse(", time unknown") + ")";
    }
}

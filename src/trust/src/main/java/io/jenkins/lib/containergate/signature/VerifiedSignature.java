package io.jenkins.lib.containergate.signature;

import io.jenkins.lib.containergate.image.Digest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who signed, how and when (C0.4).
 *
 * @param signer the trusted signer's name
 * @param identity who that is, as the signature shows
 * @param how the format and what vouches for it, such as "cosign key"
 * @param time when it was signed; empty if nobody vouches for that
 * @param digest what was signed: the image's manifest, or the index it is in
 * @param origin where the signature was found
 * @param annotations what was signed along with the digest
 * @param reference the image reference that was signed along, as written
 * @param remarks what is wrong with it and does not keep it from counting at the level the policy demands
 */
public record VerifiedSignature(
        String signer,
        SignerIdentity identity,
        String how,
        Optional<SigningTime> time,
        Digest digest,
        String origin,
        Map<String, String> annotations,
        Optional<String> reference,
        List<String> remarks) {
    public VerifiedSignature {
        remarks = List.copyOf(remarks);
        annotations = Collections.unmodifiableMap(new TreeMap<>(annotations));
    }

    /** Without remarks. */
    public VerifiedSignature(
            String signer,
            SignerIdentity identity,
            String how,
            Optional<SigningTime> time,
            Digest digest,
            String origin,
            Map<String, String> annotations,
            Optional<String> reference) {
        this(signer, identity, how, time, digest, origin, annotations, reference, List.of());
    }

    public VerifiedSignature withRemarks(List<String> tolerated) {
        return new VerifiedSignature(signer, identity, how, time, digest, origin, annotations, reference, tolerated);
    }

    public VerifiedSignature withTime(SigningTime vouched) {
        return new VerifiedSignature(
                signer, identity, how, Optional.of(vouched), digest, origin, annotations, reference, remarks);
    }

    /** One line for people. */
    public String line() {
        String tolerated = remarks.isEmpty() ? "" : "; tolerated: " + String.join("; ", remarks);
        return signer + " (" + how + ", " + identity.shown()
                + time.map(at -> ", " + at.by()).orElse(", time unknown") + tolerated + ")";
    }
}

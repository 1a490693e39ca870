package io.jenkins.lib.containergate.signature;

import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /**
     * When a signature was made, as far as it is vouched for.
     *
     * @param by it was there then, says somebody other than the signer, or the signer is trusted to say so
     * @param notBefore it cannot be older than that; empty where anybody could have an old signature logged or stamped again
     */
    public record SigningTime(Instant by, Optional<Instant> notBefore) {

        /** Of a signature that could be much older. */
        public static SigningTime by(Instant moment) {
            return new SigningTime(moment, Optional.empty());
        }

        /** @param notBefore the earliest moment it can be of */
        public static SigningTime between(Instant notBefore, Instant by) {
            return new SigningTime(by, Optional.of(notBefore));
        }
    }

    /**
     * Who has signed, as the signature itself shows (C0.4).
     *
     * @param shown for people: a key's fingerprint, a certificate's subject
     * @param marks what tells signers apart: whoever shares one with another is the same signer
     */
    public record SignerIdentity(String shown, Set<String> marks) {
        public SignerIdentity {
            marks = Set.copyOf(marks);
            if (marks.isEmpty()) {
                throw new IllegalArgumentException("a signer that cannot be told from others");
            }
        }

        public static SignerIdentity of(PublicKey key) {
            return new SignerIdentity(mark(key), Set.of(mark(key)));
        }

        /** One key is one signer, in whatever format and under whatever certificate it signs. */
        public static String mark(PublicKey key) {
            return "key " + PublicKeys.fingerprint(key);
        }
    }
}

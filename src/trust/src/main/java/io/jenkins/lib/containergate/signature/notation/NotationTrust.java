package io.jenkins.lib.containergate.signature.notation;

import io.jenkins.lib.containergate.image.Digest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whom a Notary Project signer is recognised by (C.4.5, C.4.6).
 *
 * @param store certificates of the trust store: of authorities for {@code notary.x509}, of signing authorities otherwise
 * @param timestampStore certificates of trusted timestamp authorities; empty when none is trusted
 * @param timestamps whether one has to be there
 * @param identities at least one; none means anybody and does not exist
 */
public record NotationTrust(
        StoreType type,
        List<X509Certificate> store,
        List<X509Certificate> timestampStore,
        Timestamps timestamps,
        List<TrustedIdentity> identities,
        Enforcement enforcement) {
    public NotationTrust {
        store = List.copyOf(store);
        timestampStore = List.copyOf(timestampStore);
        identities = List.copyOf(identities);
        if (store.isEmpty() || identities.isEmpty()) {
            throw new IllegalArgumentException("a trust store and an identity are needed");
        }
    }

    /** Which signing scheme the store is for. */
    public enum StoreType {
        /** Certificates of one's own authorities. */
        CA("notary.x509"),
        /** Services that sign for others and vouch for the time. */
        SIGNING_AUTHORITY("notary.x509.signingAuthority");

        private final String scheme;

        StoreType(String scheme) {
            this.scheme = scheme;
        }

        public String scheme() {
            return scheme;
        }
    }

    /**
     * What of the levels strict and permissive is enforced. Integrity and authenticity always are: without them nobody has
     * signed.
     *
     * @param expiry a signature past its expiry does not count
     * @param time the certificates were valid when it was signed, which an authority vouches for, or are now
     * @param revocation no certificate of the chain is revoked, and that is known
     */
    public record Enforcement(boolean expiry, boolean time, Revocation revocation) {}

    /** When a timestamp has to be there, given that authorities are trusted to make them. */
    public enum Timestamps {
        ALWAYS,
        /** Not while the certificates are valid. */
        AFTER_CERT_EXPIRY
    }

    /** What becomes of certificates that are revoked, or of which that cannot be told. */
    public enum Revocation {
        ENFORCED,
        /** Told beside the signature, which counts all the same. */
        LOGGED,
        SKIPPED
    }

    public String identity() {
        String fingerprints =
                store.stream().map(NotationTrust::fingerprint).sorted().collect(Collectors.joining(", "));
        List<String> names = new ArrayList<>(
                identities.stream().map(TrustedIdentity::text).sorted().toList());
        return String.join(" or ", names) + " under " + fingerprints;
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return Digest.of(certificate.getEncoded()).toString();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has an encoding", e);
        }
    }
}

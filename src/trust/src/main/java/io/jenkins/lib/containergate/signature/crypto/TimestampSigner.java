package io.jenkins.lib.containergate.signature.crypto;

import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who signed a timestamp, and what (RFC 5652, section 5.3; RFC 5816). */
final class TimestampSigner {
    private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    private static final String SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int CONTENT_COMMITMENT = 1;

    /** Hash by algorithm; empty for those that leave it to the digest algorithm. */
    private static final Map<String, String> RSA = Map.of(
            "1.2.840.113549.1.1.1", "",
            "1.2.840.113549.1.1.11", "SHA-256",
            "1.2.840.113549.1.1.12", "SHA-384",
            "1.2.840.113549.1.1.13", "SHA-512");

    private static final Map<String, String> ECDSA = Map.of(
            "1.2.840.10045.2.1", "",
            "1.2.840.10045.4.3.2", "SHA-256",
            "1.2.840.10045.4.3.3", "SHA-384",
            "1.2.840.10045.4.3.4", "SHA-512");

    private final List<Der> signer;

    /** @param signer members of a {@code SignerInfo} */
    TimestampSigner(List<Der> signer) {
        this.signer = signer;
    }

    /**
     * Checks the signature, and that its certificate is one for timestamps.
     *
     * @param content what the token is about, as it was signed
     * @param candidates certificates to find the signer's among
     * @return that certificate, whose path is still to be checked
     */
    X509Certificate check(byte[] content, List<X509Certificate> candidates) throws RejectedSignatureException {
        // version 1 names its certificate by issuer and serial number (RFC 5652, section 5.3)
        if (signer.size() < 6 || !signer.get(0).integer().equals(BigInteger.ONE)) {
            throw new RejectedSignatureException("its timestamp is not signed as RFC 3161 demands");
        }
        X509Certificate certificate = candidates.stream()
                .filter(each -> isNamed(signer.get(1), each))
                .findFirst()
                .orElseThrow(() -> new RejectedSignatureException("its timestamp's certificate is missing"));
        purpose(certificate);
        String hashId = signer.get(2).expect(Der.SEQUENCE).child(0).oid();
        Der attributes =
                Der.parse(signer.get(3).expect(TimestampToken.CONTEXT_0).encodedAs(Der.SET));
        attributes(attributes, hashId, content);
        bound(attributes, certificate);
        String algorithm =
                algorithm(signer.get(4).expect(Der.SEQUENCE).child(0).oid(), hashId, certificate.getPublicKey());
        byte[] signature = signer.get(5).expect(Der.OCTET_STRING).content();
        try {
            PublicKeys.acceptable(certificate.getPublicKey());
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(attributes.encoded());
            if (EcdsaRange.holds(certificate.getPublicKey(), algorithm, signature) && verifier.verify(signature)) {
                return certificate;
            }
        } catch (GeneralSecurityException e) {
            throw new RejectedSignatureException("its timestamp's signature cannot be verified", e);
        }
        throw new RejectedSignatureException("its timestamp is not signed by its authority");
    }

    /** The key decides on the kind of signature; what is named has to be of that kind, and may name the hash. */
    private static String algorithm(String named, String hashId, PublicKey key) throws RejectedSignatureException {
        boolean rsa = key.getAlgorithm().equals("RSA");
        String hash = (rsa ? RSA : ECDSA).get(named);
        if (hash == null) {
            throw new RejectedSignatureException("its timestamp's key does not sign with the algorithm " + named);
        }
        String used = hash.isEmpty() ? TimestampHash.name(hashId) : hash;
        return used.replace("-", "") + (rsa ? "withRSA" : "withECDSA");
    }

    /** Issuer and serial number name it; a subject key identifier is not used by timestamp authorities in practice. */
    private static boolean isNamed(Der identifier, X509Certificate certificate) {
        try {
            return identifier.tag() == Der.SEQUENCE
                    && Arrays.equals(
                            identifier.child(0).encoded(),
                            certificate.getIssuerX500Principal().getEncoded())
                    && identifier.child(1).integer().equals(certificate.getSerialNumber());
        } catch (RejectedSignatureException e) {
            return false;
        }
    }

    /** For timestamps and nothing else, marked critical. */
    private static void purpose(X509Certificate certificate) throws RejectedSignatureException {
        boolean[] usage = certificate.getKeyUsage();
        boolean signs = usage == null || usage[DIGITAL_SIGNATURE] || usage[CONTENT_COMMITMENT];
        if (certificate.getBasicConstraints() >= 0 || !signs) {
            throw new RejectedSignatureException("its timestamp's certificate is not for signatures");
        }
        try {
            boolean critical = certificate.getCriticalExtensionOIDs() != null
                    && certificate.getCriticalExtensionOIDs().contains("2.5.29.37");
            if (!critical || !List.of(TIME_STAMPING).equals(certificate.getExtendedKeyUsage())) {
                throw new RejectedSignatureException("its timestamp's certificate is not for timestamps alone");
            }
        } catch (GeneralSecurityException e) {
            throw new RejectedSignatureException("its timestamp's certificate is malformed", e);
        }
    }

    private static void attributes(Der attributes, String hashId, byte[] content) throws RejectedSignatureException {
        byte[] digest =
                attribute(attributes, MESSAGE_DIGEST).expect(Der.OCTET_STRING).content();
        boolean typed = attribute(attributes, CONTENT_TYPE).oid().equals(TimestampToken.TST_INFO);
        if (!typed || !MessageDigest.isEqual(digest, TimestampHash.of(hashId, content))) {
            throw new RejectedSignatureException("its timestamp's signature is of something else");
        }
    }

    /** The certificate that the authority meant is named in what it signed (RFC 5816). */
    private static void bound(Der attributes, X509Certificate certificate) throws RejectedSignatureException {
        Der first = attribute(attributes, SIGNING_CERTIFICATE_V2).child(0).child(0);
        String hashId = TimestampHash.SHA_256;
        int at = 0;
        if (first.child(0).tag() == Der.SEQUENCE) {
            hashId = first.child(0).child(0).oid();
            at = 1;
        }
        try {
            byte[] named = first.child(at).expect(Der.OCTET_STRING).content();
            if (!MessageDigest.isEqual(named, TimestampHash.of(hashId, certificate.getEncoded()))) {
                throw new RejectedSignatureException("its timestamp names another certificate");
            }
        } catch (GeneralSecurityException e) {
            throw new RejectedSignatureException("its timestamp's certificate is malformed", e);
        }
    }

    private static Der attribute(Der attributes, String oid) throws RejectedSignatureException {
        Optional<Der> found = Optional.empty();
        for (Der attribute : attributes.children()) {
            if (attribute.child(0).oid().equals(oid)) {
                if (found.isPresent() || attribute.child(1).children().size() != 1) {
                    throw new RejectedSignatureException("its timestamp has an attribute twice");
                }
                found = Optional.of(attribute.child(1).child(0));
            }
        }
        return found.orElseThrow(() -> new RejectedSignatureException("its timestamp lacks the attribute " + oid));
    }
}

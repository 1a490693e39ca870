package io.jenkins.lib.containergate.signature.crypto;

import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A signed statement that some bytes existed at some moment.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3161">RFC 3161</a>, in CMS (RFC 5652)
 */
public final class TimestampToken {
    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    private static final String TST_INFO = "1.2.840.113549.1.9.16.1.4";
    private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    private static final String SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
    private static final int CONTEXT_0 = 0xa0;
    private static final BigInteger LAST_VERSION = BigInteger.valueOf(5);
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int CONTENT_COMMITMENT = 1;
    private static final Map<String, String> HASHES = Map.of(
            "2.16.840.1.101.3.4.2.1", "SHA-256",
            "2.16.840.1.101.3.4.2.2", "SHA-384",
            "2.16.840.1.101.3.4.2.3", "SHA-512");

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

    private final List<Der> signedData;
    private final byte[] content;
    private final List<Der> info;

    private TimestampToken(List<Der> signedData, byte[] content) throws RejectedSignatureException {
        this.signedData = signedData;
        this.content = content;
        this.info = Der.parse(content).expect(Der.SEQUENCE).children();
    }

    /** A response of a timestamp authority, or the bare token in it. */
    public static TimestampToken parse(Bytes der) throws RejectedSignatureException {
        // CMS may be written in the basic rules; what is signed in it may not, and is read again by them
        Der outer = Der.parseBasic(der).expect(Der.SEQUENCE);
        Der token = outer;
        if (outer.child(0).tag() == Der.SEQUENCE) {
            // granted, or granted with modifications
            BigInteger status = outer.child(0).child(0).integer();
            if (status.signum() < 0 || status.compareTo(BigInteger.ONE) > 0) {
                throw new RejectedSignatureException("its timestamp was not granted");
            }
            token = outer.child(1);
        }
        if (!token.expect(Der.SEQUENCE).child(0).oid().equals(SIGNED_DATA)) {
            throw new RejectedSignatureException("its timestamp is not signed data");
        }
        Der data = token.child(1).expect(CONTEXT_0).child(0).expect(Der.SEQUENCE);
        structure(data.children());
        Der encapsulated = data.child(2);
        if (!encapsulated.child(0).oid().equals(TST_INFO)) {
            throw new RejectedSignatureException("its timestamp holds no timestamp");
        }
        byte[] content = encapsulated
                .child(1)
                .expect(CONTEXT_0)
                .child(0)
                .expect(Der.OCTET_STRING)
                .content();
        return new TimestampToken(data.children(), content);
    }

    /** Version, hashes, content, certificates and revocation lists, signers (RFC 5652, section 5.1). */
    private static void structure(List<Der> parts) throws RejectedSignatureException {
        if (parts.size() < 4 || parts.size() > 6) {
            throw new RejectedSignatureException("its timestamp is incomplete");
        }
        BigInteger version = parts.get(0).integer();
        if (version.signum() <= 0 || version.compareTo(LAST_VERSION) > 0) {
            throw new RejectedSignatureException("its timestamp is of an unknown version");
        }
        for (Der algorithm : parts.get(1).expect(Der.SET).children()) {
            algorithm.expect(Der.SEQUENCE).child(0).oid();
        }
        parts.get(2).expect(Der.SEQUENCE);
        int previous = CONTEXT_0 - 1;
        for (Der optional : parts.subList(3, parts.size() - 1)) {
            if (optional.tag() <= previous || optional.tag() > CONTEXT_0 + 1) {
                throw new RejectedSignatureException("its timestamp holds something unknown");
            }
            previous = optional.tag();
        }
        parts.get(parts.size() - 1).expect(Der.SET);
    }

    /** When the authority saw the bytes, by its own clock. */
    public Instant time() throws RejectedSignatureException {
        return at(4).generalizedTime();
    }

    /** How far the time may be off: seconds, rounded up; a fraction of a second counts as one more. */
    public Duration accuracy() throws RejectedSignatureException {
        for (Der member : info.subList(Math.min(5, info.size()), info.size())) {
            if (member.tag() == Der.SEQUENCE) {
                long seconds = 1;
                for (Der part : member.children()) {
                    if (part.tag() == Der.INTEGER) {
                        seconds += part.integer().longValue();
                    }
                }
                return Duration.ofSeconds(Math.min(Math.max(seconds, 1), 1_000_000));
            }
        }
        return Duration.ofSeconds(1);
    }

    /** Certificates that travel with it, in no order. */
    public List<X509Certificate> certificates() throws RejectedSignatureException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Der member : signedData) {
            if (member.tag() == CONTEXT_0) {
                for (Der certificate : member.children()) {
                    certificates.add(Certificates.ofDer(certificate.encoded()));
                }
            }
        }
        return certificates;
    }

    /**
     * Checks what the authority signed (C.2.7, C.4.8).
     *
     * @param stamped the bytes it has to be about
     * @param known certificates to find the authority's among, besides those it brings
     * @return the authority's certificate, whose path is still to be checked
     */
    public X509Certificate check(Bytes stamped, List<X509Certificate> known) throws RejectedSignatureException {
        if (!at(0).integer().equals(BigInteger.ONE)) {
            throw new RejectedSignatureException("its timestamp is of an unknown version");
        }
        Der imprint = at(2);
        byte[] expected = hash(imprint.child(0).child(0).oid(), stamped.toArray());
        if (!MessageDigest.isEqual(
                expected, imprint.child(1).expect(Der.OCTET_STRING).content())) {
            throw new RejectedSignatureException("its timestamp is of something else");
        }
        List<Der> signers =
                signedData.get(signedData.size() - 1).expect(Der.SET).children();
        if (signers.size() != 1) {
            throw new RejectedSignatureException("its timestamp has " + signers.size() + " signers");
        }
        return signer(signers.get(0).expect(Der.SEQUENCE).children(), known);
    }

    private X509Certificate signer(List<Der> signer, List<X509Certificate> known) throws RejectedSignatureException {
        // version 1 names its certificate by issuer and serial number (RFC 5652, section 5.3)
        if (signer.size() < 6 || !signer.get(0).integer().equals(BigInteger.ONE)) {
            throw new RejectedSignatureException("its timestamp is not signed as RFC 3161 demands");
        }
        List<X509Certificate> candidates = new ArrayList<>(known);
        candidates.addAll(certificates());
        X509Certificate certificate = candidates.stream()
                .filter(each -> isNamed(signer.get(1), each))
                .findFirst()
                .orElseThrow(() -> new RejectedSignatureException("its timestamp's certificate is missing"));
        purpose(certificate);
        String hashId = signer.get(2).expect(Der.SEQUENCE).child(0).oid();
        Der attributes = Der.parse(signer.get(3).expect(CONTEXT_0).encodedAs(Der.SET));
        attributes(attributes, hashId, certificate);
        String algorithm =
                algorithm(signer.get(4).expect(Der.SEQUENCE).child(0).oid(), hashId, certificate.getPublicKey());
        byte[] signature = signer.get(5).expect(Der.OCTET_STRING).content();
        try {
            PublicKeys.acceptable(certificate.getPublicKey());
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(attributes.encoded());
            if (verifier.verify(signature)) {
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
        String used = hash.isEmpty() ? hashName(hashId) : hash;
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

    private void attributes(Der attributes, String hashId, X509Certificate certificate)
            throws RejectedSignatureException {
        byte[] digest =
                attribute(attributes, MESSAGE_DIGEST).expect(Der.OCTET_STRING).content();
        boolean typed = attribute(attributes, CONTENT_TYPE).oid().equals(TST_INFO);
        if (!typed || !MessageDigest.isEqual(digest, hash(hashId, content))) {
            throw new RejectedSignatureException("its timestamp's signature is of something else");
        }
        bound(attributes, certificate);
    }

    /** The certificate that the authority meant is named in what it signed (RFC 5816). */
    private static void bound(Der attributes, X509Certificate certificate) throws RejectedSignatureException {
        Der first = attribute(attributes, SIGNING_CERTIFICATE_V2).child(0).child(0);
        String hashId = "2.16.840.1.101.3.4.2.1";
        int at = 0;
        if (first.child(0).tag() == Der.SEQUENCE) {
            hashId = first.child(0).child(0).oid();
            at = 1;
        }
        try {
            byte[] named = first.child(at).expect(Der.OCTET_STRING).content();
            if (!MessageDigest.isEqual(named, hash(hashId, certificate.getEncoded()))) {
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

    private Der at(int index) throws RejectedSignatureException {
        if (info.size() < 5) {
            throw new RejectedSignatureException("its timestamp is incomplete");
        }
        return info.get(index);
    }

    private static String hashName(String oid) throws RejectedSignatureException {
        String name = HASHES.get(oid);
        if (name == null) {
            throw new RejectedSignatureException("its timestamp uses the hash " + oid);
        }
        return name;
    }

    private static byte[] hash(String oid, byte[] content) throws RejectedSignatureException {
        try {
            return MessageDigest.getInstance(hashName(oid)).digest(content);
        } catch (GeneralSecurityException e) {
            throw new RejectedSignatureException("its timestamp uses an unknown hash", e);
        }
    }
}

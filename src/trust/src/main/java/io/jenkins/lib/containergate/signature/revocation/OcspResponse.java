package io.jenkins.lib.containergate.signature.revocation;

import io.jenkins.lib.containergate.der.DerWriter;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import io.jenkins.lib.containergate.signature.crypto.Der;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an OCSP responder answers (C.4.9).
 *
 * @param data the bytes that are signed, parsed
 * @param algorithm object identifier of the signature's
 * @param certificates that travel with it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6960#section-4.2">RFC 6960, section 4.2</a>
 */
record OcspResponse(Der data, String algorithm, byte[] signature, List<X509Certificate> certificates) {
    private static final String WHAT = "the OCSP response";
    private static final String BASIC = "1.3.6.1.5.5.7.48.1.1";
    private static final int ENUMERATED = 0x0a;
    private static final int CONTEXT_0 = 0xa0;
    private static final int CONTEXT_1 = 0xa1;
    private static final int CONTEXT_2 = 0xa2;
    private static final int GOOD = 0x80;
    private static final int MAX_CERTIFICATES = 10;
    private static final List<String> FAILURES = List.of(
            "", "malformed request", "internal error", "try later", "unused", "signature required", "unauthorized");

    static OcspResponse parse(byte[] bytes) throws RejectedSignatureException {
        Der response = Der.parse(bytes).expect(Der.SEQUENCE);
        byte[] status = response.child(0).expect(ENUMERATED).content();
        if (status.length != 1 || status[0] != 0) {
            int code = status.length == 1 && status[0] > 0 && status[0] < FAILURES.size() ? status[0] : 4;
            throw new RejectedSignatureException("the OCSP responder refuses: " + FAILURES.get(code));
        }
        Der body = response.child(1).expect(CONTEXT_0).child(0);
        if (!body.child(0).oid().equals(BASIC)) {
            throw new RejectedSignatureException(WHAT + " is of an unknown kind");
        }
        List<Der> basic = body.child(1).unwrap().expect(Der.SEQUENCE).children();
        if (basic.size() < 3) {
            throw new RejectedSignatureException(WHAT + " is incomplete");
        }
        List<X509Certificate> certificates = new ArrayList<>();
        for (Der part : basic.subList(3, basic.size())) {
            List<Der> encoded = part.expect(CONTEXT_0).child(0).children();
            if (encoded.size() > MAX_CERTIFICATES) {
                throw new RejectedSignatureException(WHAT + " brings " + encoded.size() + " certificates");
            }
            for (Der certificate : encoded) {
                certificates.add(Certificates.ofDer(certificate.encoded()));
            }
        }
        byte[] bits = basic.get(2).expect(Der.BIT_STRING).content();
        return new OcspResponse(
                basic.get(0).expect(Der.SEQUENCE),
                basic.get(1).child(0).oid(),
                Arrays.copyOfRange(bits, Math.min(1, bits.length), bits.length),
                certificates);
    }

    /**
     * Who signed it: the issuer, or whom the issuer has authorised.
     *
     * @throws RejectedSignatureException when it is somebody else
     */
    X509Certificate responder(X509Certificate issuer, Instant now) throws RejectedSignatureException {
        List<X509Certificate> candidates = new ArrayList<>(List.of(issuer));
        candidates.addAll(certificates);
        for (X509Certificate candidate : candidates) {
            if (isNamed(candidate)) {
                if (!candidate.equals(issuer)) {
                    OcspDelegate.check(candidate, issuer, now);
                }
                IssuedSignature.check(algorithm, candidate.getPublicKey(), data.encoded(), signature, WHAT);
                return candidate;
            }
        }
        throw new RejectedSignatureException(
                WHAT + " is of a responder that is neither the issuer nor authorised by it");
    }

    private boolean isNamed(X509Certificate certificate) throws RejectedSignatureException {
        Der id = member(0);
        if (id.tag() == CONTEXT_1) {
            return Arrays.equals(
                    id.child(0).encoded(), certificate.getSubjectX500Principal().getEncoded());
        }
        return Arrays.equals(
                id.expect(CONTEXT_2).child(0).expect(Der.OCTET_STRING).content(),
                OcspCertificateId.keyHash(certificate.getPublicKey()));
    }

    /** Members of the response data after its optional version: responder, time, answers. */
    private Der member(int index) throws RejectedSignatureException {
        return data.child(data.child(0).tag() == CONTEXT_0 ? index + 1 : index);
    }

    /** Only to be asked once the responder is known. Of several answers about the certificate none may be other than good. */
    CertificateStatus status(OcspCertificateId id, Freshness freshness) throws RejectedSignatureException {
        understood(data.children());
        List<Der> answers = new ArrayList<>();
        for (Der single : member(2).expect(Der.SEQUENCE).children()) {
            if (id.matches(single.child(0))) {
                understood(single.children());
                answers.add(single);
            }
        }
        if (answers.isEmpty()) {
            throw new RejectedSignatureException(WHAT + " is about another certificate");
        }
        for (Der single : answers) {
            if (single.child(1).tag() == CONTEXT_1) {
                return new CertificateStatus.Revoked(single.child(1).child(0).generalizedTime());
            }
        }
        for (Der single : answers) {
            good(single.children(), freshness);
        }
        return new CertificateStatus.Good();
    }

    private static void good(List<Der> answer, Freshness freshness) throws RejectedSignatureException {
        if (answer.size() < 3) {
            throw new RejectedSignatureException(WHAT + " is incomplete");
        }
        Optional<Instant> next = Optional.empty();
        for (Der part : answer.subList(3, answer.size())) {
            if (part.tag() == CONTEXT_0) {
                next = Optional.of(part.child(0).generalizedTime());
            }
        }
        freshness.check(answer.get(2).generalizedTime(), next, WHAT);
        if (answer.get(1).tag() != GOOD) {
            throw new RejectedSignatureException("the OCSP responder does not know the certificate");
        }
    }

    /** No extension of the response, or of one answer in it, has to be understood: none is. */
    private static void understood(List<Der> parts) throws RejectedSignatureException {
        for (Der part : parts.subList(Math.min(2, parts.size()), parts.size())) {
            if (part.tag() == CONTEXT_1) {
                for (Der extension : part.child(0).expect(Der.SEQUENCE).children()) {
                    if (extension.child(1).tag() == Der.BOOLEAN
                            && extension.child(1).content()[0] != 0) {
                        throw new RejectedSignatureException(WHAT + " has a critical extension that is not understood");
                    }
                }
            }
        }
    }

    /** A responder that an authority has authorised to speak for it (RFC 6960, section 4.2.2.2). */
    static final class OcspDelegate {
        private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
        private static final String NO_CHECK = "1.3.6.1.5.5.7.48.1.5";
        private static final int DIGITAL_SIGNATURE = 0;

        private OcspDelegate() {}

        /** @throws RejectedSignatureException unless the issuer itself issued it for this, and it is valid now */
        static void check(X509Certificate responder, X509Certificate issuer, Instant now)
                throws RejectedSignatureException {
            try {
                List<String> purposes = responder.getExtendedKeyUsage();
                if (purposes == null || !purposes.contains(OCSP_SIGNING)) {
                    throw new RejectedSignatureException("the OCSP responder's certificate is not for OCSP");
                }
                boolean[] usage = responder.getKeyUsage();
                if (usage != null && !usage[DIGITAL_SIGNATURE]) {
                    throw new RejectedSignatureException("the OCSP responder's certificate is not for signatures");
                }
                IssuedSignature.check(
                        responder.getSigAlgOID(),
                        issuer.getPublicKey(),
                        responder.getTBSCertificate(),
                        responder.getSignature(),
                        "the OCSP responder's certificate");
            } catch (GeneralSecurityException e) {
                throw new RejectedSignatureException("the OCSP responder's certificate is malformed", e);
            }
            boolean issued = responder.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
            if (!issued || !Certificates.validAt(responder, now)) {
                throw new RejectedSignatureException(
                        "the OCSP responder's certificate is not valid now, or not of the certificate's issuer");
            }
        }

        /** Whether its own revocation is to be looked at: its issuer may say that it need not be. */
        static boolean revocable(X509Certificate responder) throws RejectedSignatureException {
            return responder.getExtensionValue(NO_CHECK) == null
                    && RevocationSources.of(responder).revocable();
        }
    }

    /**
     * How OCSP names a certificate (RFC 6960, section 4.1.1). SHA-1 is what every responder knows; it only helps to find the
     * record, whose signature is what counts.
     */
    static final class OcspCertificateId {
        private static final byte[] SHA1 = {0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00};

        private final byte[] encoded;

        private OcspCertificateId(byte[] encoded) {
            this.encoded = encoded;
        }

        static OcspCertificateId of(X509Certificate certificate, X509Certificate issuer)
                throws RejectedSignatureException {
            BigInteger serial = certificate.getSerialNumber();
            return new OcspCertificateId(DerWriter.sequence(
                    SHA1,
                    DerWriter.octets(sha1(issuer.getSubjectX500Principal().getEncoded())),
                    DerWriter.octets(keyHash(issuer.getPublicKey())),
                    DerWriter.integer(serial)));
        }

        /** An OCSPRequest for this one certificate, without a nonce: many responders sign their answers beforehand. */
        byte[] request() {
            byte[] request = DerWriter.sequence(encoded);
            byte[] list = DerWriter.sequence(request);
            return DerWriter.sequence(DerWriter.sequence(list));
        }

        /** Hash, name, key and serial number are equal; whether the hash's parameters are written as NULL does not matter. */
        boolean matches(Der id) throws RejectedSignatureException {
            Der own = Der.parse(encoded);
            boolean same =
                    id.child(0).child(0).oid().equals(own.child(0).child(0).oid());
            for (int part = 1; part < 4; part++) {
                same &= Arrays.equals(id.child(part).encoded(), own.child(part).encoded());
            }
            return same;
        }

        /** SHA-1 of the bits of the key, without their tag. */
        static byte[] keyHash(PublicKey key) throws RejectedSignatureException {
            byte[] bits =
                    Der.parse(key.getEncoded()).child(1).expect(Der.BIT_STRING).content();
            return sha1(Arrays.copyOfRange(bits, 1, bits.length));
        }

        private static byte[] sha1(byte[] bytes) {
            try {
                return MessageDigest.getInstance("SHA-1").digest(bytes);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java runtime has SHA-1", e);
            }
        }
    }
}

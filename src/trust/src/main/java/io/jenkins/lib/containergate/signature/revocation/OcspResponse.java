package io.jenkins.lib.containergate.signature.revocation;

import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import io.jenkins.lib.containergate.signature.crypto.Der;
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

    /** Only to be asked once the responder is known. */
    CertificateStatus status(OcspCertificateId id, Freshness freshness) throws RejectedSignatureException {
        for (Der single : member(2).expect(Der.SEQUENCE).children()) {
            if (id.matches(single.child(0))) {
                List<Der> parts = single.children();
                Optional<Instant> next = Optional.empty();
                for (Der part : parts.subList(3, Math.max(3, parts.size()))) {
                    if (part.tag() == CONTEXT_0) {
                        next = Optional.of(part.child(0).generalizedTime());
                    }
                }
                Der status = single.child(1);
                if (status.tag() == CONTEXT_1) {
                    return new CertificateStatus.Revoked(status.child(0).generalizedTime());
                }
                freshness.check(single.child(2).generalizedTime(), next, WHAT);
                if (status.tag() == GOOD) {
                    return new CertificateStatus.Good();
                }
                throw new RejectedSignatureException("the OCSP responder does not know the certificate");
            }
        }
        throw new RejectedSignatureException(WHAT + " is about another certificate");
    }
}

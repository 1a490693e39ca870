package io.jenkins.lib.containergate.signature.crypto;

import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A signed statement that some bytes existed at some moment.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3161">RFC 3161</a>, in CMS (RFC 5652)
 */
public final class TimestampToken {
    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    /** The type of the content that is signed. */
    static final String TST_INFO = "1.2.840.113549.1.9.16.1.4";

    static final int CONTEXT_0 = 0xa0;
    private static final BigInteger LAST_VERSION = BigInteger.valueOf(5);

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
        byte[] expected = TimestampHash.of(imprint.child(0).child(0).oid(), stamped.toArray());
        if (!MessageDigest.isEqual(
                expected, imprint.child(1).expect(Der.OCTET_STRING).content())) {
            throw new RejectedSignatureException("its timestamp is of something else");
        }
        List<Der> signers =
                signedData.get(signedData.size() - 1).expect(Der.SET).children();
        if (signers.size() != 1) {
            throw new RejectedSignatureException("its timestamp has " + signers.size() + " signers");
        }
        List<X509Certificate> candidates = new ArrayList<>(known);
        candidates.addAll(certificates());
        return new TimestampSigner(signers.get(0).expect(Der.SEQUENCE).children()).check(content, candidates);
    }

    private Der at(int index) throws RejectedSignatureException {
        if (info.size() < 5) {
            throw new RejectedSignatureException("its timestamp is incomplete");
        }
        return info.get(index);
    }
}

package io.jenkins.lib.containergate.signature.revocation;

import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Der;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;

/**
 * How OCSP names a certificate (RFC 6960, section 4.1.1). SHA-1 is what every responder knows; it only helps to find the
 * record, whose signature is what counts.
 */
final class OcspCertificateId {
    private static final byte[] SHA1 = {0x30, 0x09, 0x06, 0x05, 0x2b, 0x0e, 0x03, 0x02, 0x1a, 0x05, 0x00};

    private final byte[] encoded;

    private OcspCertificateId(byte[] encoded) {
        this.encoded = encoded;
    }

    static OcspCertificateId of(X509Certificate certificate, X509Certificate issuer) throws RejectedSignatureException {
        BigInteger serial = certificate.getSerialNumber();
        return new OcspCertificateId(Der.encode(
                Der.SEQUENCE,
                SHA1,
                Der.encode(
                        Der.OCTET_STRING, sha1(issuer.getSubjectX500Principal().getEncoded())),
                Der.encode(Der.OCTET_STRING, keyHash(issuer.getPublicKey())),
                Der.encode(Der.INTEGER, serial.toByteArray())));
    }

    /** An OCSPRequest for this one certificate, without a nonce: many responders sign their answers beforehand. */
    byte[] request() {
        byte[] request = Der.encode(Der.SEQUENCE, encoded);
        byte[] list = Der.encode(Der.SEQUENCE, request);
        return Der.encode(Der.SEQUENCE, Der.encode(Der.SEQUENCE, list));
    }

    /** Hash, name, key and serial number are equal; whether the hash's parameters are written as NULL does not matter. */
    boolean matches(Der id) throws RejectedSignatureException {
        Der own = Der.parse(encoded);
        boolean same = id.child(0).child(0).oid().equals(own.child(0).child(0).oid());
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

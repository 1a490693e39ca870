package io.jenkins.lib.containergate.signature.crypto;

import io.jenkins.lib.containergate.der.DerWriter;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Certificates.Pem;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Map;

/** Public keys that signatures may be made with: ECDSA on P-256, P-384 and P-521, RSA of 2048 bits and more, Ed25519. */
public final class PublicKeys {
    private static final int LEAST_RSA_BITS = 2_048;
    private static final int MOST_RSA_BITS = 16_384;
    private static final Map<String, String> ALGORITHMS = Map.of(
            "1.2.840.10045.2.1", "EC",
            "1.2.840.113549.1.1.1", "RSA",
            "1.3.101.112", "Ed25519");

    /** rsaEncryption, without parameters (RFC 3279, section 2.3.1). */
    private static final byte[] RSA_ALGORITHM = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    private PublicKeys() {}

    /** @throws GateException when the text is not exactly one usable public key in PEM; never shows it */
    public static PublicKey ofPem(String pem, String name) throws GateException {
        byte[] der = Pem.only(pem, "PUBLIC KEY", name);
        try {
            return ofDer(der);
        } catch (RejectedSignatureException e) {
            throw new GateException(
                    name + " is not a usable public key: " + e.problem(),
                    "give an ECDSA (P-256, P-384, P-521), RSA (2048 bits or more) or Ed25519 key",
                    e);
        }
    }

    /** @param der SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7) */
    public static PublicKey ofDer(byte[] der) throws RejectedSignatureException {
        String oid = Der.parse(der).expect(Der.SEQUENCE).child(0).child(0).oid();
        String algorithm = ALGORITHMS.get(oid);
        if (algorithm == null) {
            throw new RejectedSignatureException("its key is of the kind " + oid + ", which is not accepted");
        }
        try {
            return acceptable(KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der)));
        } catch (InvalidKeySpecException | NoSuchAlgorithmException e) {
            throw new RejectedSignatureException("its key is malformed or of an unknown curve", e);
        }
    }

    /** A log's key: also RSA in the older form without an algorithm (PKCS #1), as certificate logs were published in. */
    public static PublicKey ofLog(byte[] der) throws RejectedSignatureException {
        boolean bare = Der.parse(der).expect(Der.SEQUENCE).child(0).tag() == Der.INTEGER;
        return ofDer(bare ? DerWriter.sequence(RSA_ALGORITHM, DerWriter.bits(der)) : der);
    }

    /** @throws RejectedSignatureException for keys too weak, or of a kind no format here signs with */
    public static PublicKey acceptable(PublicKey key) throws RejectedSignatureException {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            if (bits < LEAST_RSA_BITS || bits > MOST_RSA_BITS) {
                throw new RejectedSignatureException("its RSA key has " + bits + " bits");
            }
        } else if (key instanceof ECPublicKey ec) {
            curveBits(ec);
        } else if (!key.getAlgorithm().equals("EdDSA") && !key.getAlgorithm().equals("Ed25519")) {
            throw new RejectedSignatureException("its key is of the kind " + key.getAlgorithm());
        }
        return key;
    }

    /** 256, 384 or 521. */
    static int curveBits(ECPublicKey key) throws RejectedSignatureException {
        int bits = key.getParams().getCurve().getField().getFieldSize();
        if (bits != 256 && bits != 384 && bits != 521) {
            throw new RejectedSignatureException("its curve has " + bits + " bits");
        }
        return bits;
    }

    /** SHA-256 of the SubjectPublicKeyInfo, as {@code openssl pkey -pubin -outform der | sha256sum} gives it. */
    public static Digest fingerprint(PublicKey key) {
        return Digest.of(key.getEncoded());
    }
}

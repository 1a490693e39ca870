package io.jenkins.lib.containergate.attestation;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Certificates.Pem;
import io.jenkins.lib.containergate.signature.crypto.Der;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A private key in PEM: {@code PRIVATE KEY} (PKCS #8), or {@code ENCRYPTED PRIVATE KEY} with a passphrase. ECDSA on P-256,
 * Ed25519, or RSA of 2048 bits and more. Nothing of it is ever shown.
 */
public final class PemAttestationKey implements AttestationKey {
    private static final String ENCRYPTED = "ENCRYPTED PRIVATE KEY";
    private static final Map<String, String> ALGORITHMS = Map.of(
            "1.2.840.10045.2.1", "EC",
            "1.2.840.113549.1.1.1", "RSA",
            "1.3.101.112", "Ed25519");

    private final PrivateKey key;
    private final String algorithm;

    private PemAttestationKey(PrivateKey key, String algorithm) {
        this.key = key;
        this.algorithm = algorithm;
    }

    /**
     * @param passphrase empty when the key is not encrypted
     * @param name what the key is called, for messages
     * @throws GateException when the text is no such key, or the passphrase is wrong
     */
    public static PemAttestationKey parse(String pem, char[] passphrase, String name) throws GateException {
        boolean encrypted = pem.contains("BEGIN " + ENCRYPTED);
        if (pem.contains("BEGIN ENCRYPTED SIGSTORE PRIVATE KEY")
                || pem.contains("BEGIN ENCRYPTED COSIGN PRIVATE KEY")) {
            throw new GateException(
                    name + " is encrypted in cosign's own way",
                    "give a PKCS #8 key: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -aes256");
        }
        if (encrypted && passphrase.length == 0) {
            throw new GateException(name + " is encrypted", "give its passphrase");
        }
        byte[] der = Pem.only(pem, encrypted ? ENCRYPTED : "PRIVATE KEY", name);
        try {
            PKCS8EncodedKeySpec spec = encrypted ? decrypt(der, passphrase) : new PKCS8EncodedKeySpec(der);
            return of(spec, name);
        } catch (RejectedSignatureException | GeneralSecurityException | IOException e) {
            // The cause may describe the key: it is not passed on.
            throw new GateException(
                    name + " cannot be used: it is malformed, of an unknown kind, or its passphrase is wrong",
                    "give a PKCS #8 key in PEM with ECDSA P-256 or Ed25519");
        }
    }

    private static PemAttestationKey of(PKCS8EncodedKeySpec spec, String name)
            throws GateException, GeneralSecurityException {
        String kind = ALGORITHMS.get(Der.parse(spec.getEncoded())
                .expect(Der.SEQUENCE)
                .child(1)
                .child(0)
                .oid());
        if (kind == null) {
            throw new RejectedSignatureException("unknown kind of key");
        }
        PrivateKey key = KeyFactory.getInstance(kind).generatePrivate(spec);
        if (key instanceof ECPrivateKey ec) {
            int bits = ec.getParams().getCurve().getField().getFieldSize();
            if (bits != 256) {
                throw tooOdd(name, "its curve has " + bits + " bits");
            }
            return new PemAttestationKey(key, "SHA256withECDSA");
        }
        if (key instanceof RSAPrivateKey rsa) {
            if (rsa.getModulus().bitLength() < 2048) {
                throw tooOdd(name, "it has " + rsa.getModulus().bitLength() + " bits");
            }
            return new PemAttestationKey(key, "SHA256withRSA");
        }
        return new PemAttestationKey(key, "Ed25519");
    }

    private static GateException tooOdd(String name, String why) {
        return new GateException(name + " cannot be used: " + why, "use ECDSA on P-256 or Ed25519");
    }

    private static PKCS8EncodedKeySpec decrypt(byte[] der, char[] passphrase)
            throws GeneralSecurityException, IOException {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(der);
        // For PBES2 the parameters know the scheme's full name; the algorithm's own name says too little.
        String scheme = info.getAlgName().equals("PBES2") || info.getAlgName().equals("1.2.840.113549.1.5.13")
                ? info.getAlgParameters().toString()
                : info.getAlgName();
        PBEKeySpec spec = new PBEKeySpec(passphrase);
        try {
            Cipher cipher = Cipher.getInstance(scheme);
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    SecretKeyFactory.getInstance(scheme).generateSecret(spec),
                    info.getAlgParameters());
            return info.getKeySpec(cipher);
        } finally {
            spec.clearPassword();
        }
    }

    @Override
    public byte[] sign(byte[] message) throws GateException {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new GateException("the attestation cannot be signed: " + e.getMessage(), "try another key", e);
        }
    }

    /** Java derives no public key from a private one. */
    @Override
    public Optional<Digest> fingerprint() {
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "a private key (" + algorithm + ")";
    }
}

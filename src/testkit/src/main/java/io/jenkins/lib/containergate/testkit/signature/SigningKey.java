package io.jenkins.lib.containergate.testkit.signature;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/** A fresh key pair that signs as cosign does. */
public final class SigningKey {
    private final KeyPair pair;
    private final String algorithm;

    private SigningKey(KeyPair pair, String algorithm) {
        this.pair = pair;
        this.algorithm = algorithm;
    }

    /** ECDSA on P-256 with SHA-256. */
    public static SigningKey ecdsa() {
        return ecdsa("secp256r1", "SHA256withECDSA");
    }

    /** @param curve of the Java runtime, {@code secp384r1} */
    public static SigningKey ecdsa(String curve, String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return new SigningKey(generator.generateKeyPair(), algorithm);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An ECDSA key pair that is there already. */
    static SigningKey of(PublicKey publicKey, PrivateKey privateKey) {
        return new SigningKey(new KeyPair(publicKey, privateKey), "SHA256withECDSA");
    }

    /** The same key pair with another algorithm of its kind. */
    public static SigningKey of(SigningKey other, String algorithm) {
        return new SigningKey(other.pair, algorithm);
    }

    public static SigningKey rsa(int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return new SigningKey(generator.generateKeyPair(), "SHA256withRSA");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static SigningKey ed25519() {
        try {
            return new SigningKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), "Ed25519");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public PublicKey publicKey() {
        return pair.getPublic();
    }

    public PrivateKey privateKey() {
        return pair.getPrivate();
    }

    /** The public key in PEM. */
    public String pem() {
        return pem("PUBLIC KEY", pair.getPublic().getEncoded());
    }

    /**
     * The key as a signer of a policy, in YAML on one line: {@code {name: ci, cosign: {ignoreTlog: true, key: "..."}}}.
     *
     * @param name of the signer
     */
    public String signer(String name) {
        return "{name: " + name + ", cosign: {ignoreTlog: true, key: \"" + pem().replace("\n", "\\n") + "\"}}";
    }

    /** The private key in PEM, not encrypted. */
    public String privatePem() {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }
}

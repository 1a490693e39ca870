package io.jenkins.lib.containergate.testkit.signature;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A private key under a passphrase, as {@code openssl pkcs8 -topk8 -v2 aes-256-cbc} writes it (RFC 5958, PBES2). */
public final class EncryptedPem {
    private static final String SCHEME = "PBEWithHmacSHA256AndAES_256";
    private static final byte[] PBES2 = HexFormat.of().parseHex("06092a864886f70d01050d");

    private EncryptedPem() {}

    /** Java reads this structure, but does not write it with these parameters. */
    public static String of(SigningKey key, String passphrase) {
        try {
            Cipher cipher = Cipher.getInstance(SCHEME);
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    SecretKeyFactory.getInstance(SCHEME).generateSecret(new PBEKeySpec(passphrase.toCharArray())));
            AlgorithmParameters parameters = cipher.getParameters();
            byte[] encrypted = cipher.doFinal(key.privateKey().getEncoded());
            return SigningKey.pem(
                    "ENCRYPTED PRIVATE KEY",
                    PlainDer.of(
                            PlainDer.SEQUENCE,
                            PlainDer.of(PlainDer.SEQUENCE, PBES2, parameters.getEncoded()),
                            PlainDer.of(PlainDer.OCTET_STRING, encrypted)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

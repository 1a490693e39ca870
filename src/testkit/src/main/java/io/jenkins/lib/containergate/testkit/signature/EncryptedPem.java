package io.jenkins.lib.containergate.testkit.signature;

import java.io.ByteArrayOutputStream;
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
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

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
                    der(SEQUENCE, der(SEQUENCE, PBES2, parameters.getEncoded()), der(OCTET_STRING, encrypted)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(tag);
        value.write(0x82);
        value.write(content.size() >> 8);
        value.write(content.size());
        value.writeBytes(content.toByteArray());
        return value.toByteArray();
    }
}

package io.jenkins.lib.containergate.testkit.signature;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A P-256 key with a certificate that signs itself, made by the keytool of the running Java. */
public final class SelfSigned {
    private static final String PASSWORD = "of-a-test";

    private final PrivateKey key;
    private final X509Certificate certificate;

    private SelfSigned(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /**
     * @param directory for a key store that is gone afterwards
     * @param name distinguished name
     * @param start relative to now, as keytool writes it: {@code -1d}
     * @param days of validity
     * @param extensions as keytool writes them: {@code KU:critical=digitalSignature}
     */
    public static SelfSigned create(Path directory, String name, String start, int days, String... extensions) {
        Path store = directory.resolve("self-signed.p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-alias",
                "key",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-dname",
                name,
                "-startdate",
                start,
                "-validity",
                Integer.toString(days)));
        for (String extension : extensions) {
            command.addAll(List.of("-ext", extension));
        }
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("keytool made no certificate");
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            Files.delete(store);
            return new SelfSigned((PrivateKey) keys.getKey("key", PASSWORD.toCharArray()), (X509Certificate)
                    keys.getCertificate("key"));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** As Notation does: r and s side by side. */
    public byte[] signPlain(byte[] message) {
        return sign("SHA256withECDSAinP1363Format", message);
    }

    public byte[] sign(String algorithm, byte[] message) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public byte[] der() {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String pem() {
        return SigningKey.pem("CERTIFICATE", der());
    }
}

package io.jenkins.lib.containergate.testkit.signature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A P-256 key with a certificate, made by the keytool of the running Java; it signs itself if no other does. */
public final class SelfSigned {
    private static final String PASSWORD = "of-a-test";

    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private SelfSigned(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = chain;
    }

    /**
     * @param directory for a key store that is gone afterwards
     * @param name distinguished name
     * @param start relative to now, as keytool writes it: {@code -1d}
     * @param days of validity
     * @param extensions as keytool writes them: {@code KU:critical=digitalSignature}
     */
    public static SelfSigned create(Path directory, String name, String start, int days, String... extensions) {
        return inStore(directory, store -> keytool(store, "key", name, start, days, List.of(extensions)));
    }

    /**
     * A key whose certificate another one issued, for thirty days since yesterday. The issuer's is the last of the chain.
     *
     * @param issuer extensions of the issuer's certificate
     */
    public static SelfSigned issued(
            Path directory, String issuerName, List<String> issuer, String name, List<String> extensions) {
        return inStore(directory, store -> {
            keytool(store, "issuer", issuerName, "-1d", 30, issuer);
            keytool(store, "key", name, "-1d", 30, extensions, "-signer", "issuer");
        });
    }

    private static SelfSigned inStore(Path directory, Consumer<Path> made) {
        Path store = directory.resolve("self-signed.p12");
        made.accept(store);
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            Files.delete(store);
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate certificate : keys.getCertificateChain("key")) {
                chain.add((X509Certificate) certificate);
            }
            return new SelfSigned((PrivateKey) keys.getKey("key", PASSWORD.toCharArray()), List.copyOf(chain));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(
            Path store, String alias, String name, String start, int days, List<String> extensions, String... further) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-alias",
                alias,
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
        command.addAll(List.of(further));
        for (String extension : extensions) {
            command.addAll(List.of("-ext", extension));
        }
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("keytool made no certificate");
            }
        } catch (IOException e) {
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
        return der(chain.get(0));
    }

    /** From the key's own certificate upwards. */
    public List<byte[]> chain() {
        return chain.stream().map(SelfSigned::der).toList();
    }

    /** A PKCS #12 store with the key and its certificates. */
    public byte[] store(String password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("key", key, password.toCharArray(), chain.toArray(new Certificate[0]));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, password.toCharArray());
            return out.toByteArray();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last certificate of the chain: what a trust store holds. */
    public String pem() {
        return SigningKey.pem("CERTIFICATE", der(chain.get(chain.size() - 1)));
    }

    /** The same key, to sign as cosign does. */
    public SigningKey bare() {
        return SigningKey.of(chain.get(0).getPublicKey(), key);
    }
}

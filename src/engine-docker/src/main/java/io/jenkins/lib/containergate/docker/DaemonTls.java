package io.jenkins.lib.containergate.docker;

import com.github.dockerjava.transport.SSLConfig;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.TlsTrust;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS with the files Docker keeps for it: only the authority in {@code ca.pem} is trusted. */
final class DaemonTls {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final char[] NO_PASSWORD = new char[0];

    private DaemonTls() {}

    static SSLConfig of(Path directory) throws GateException {
        try {
            List<X509Certificate> authorities =
                    TlsTrust.parse(Files.readAllBytes(directory.resolve("ca.pem")), directory.resolve("ca.pem") + "");
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    identity(directory).getKeyManagers(), trust(authorities).getTrustManagers(), null);
            return () -> context;
        } catch (IOException | GeneralSecurityException e) {
            throw new GateException(
                    "the certificates for the Docker daemon in " + directory + " cannot be used ("
                            + e.getClass().getSimpleName() + ")",
                    "put ca.pem, cert.pem and key.pem there, the key as PKCS#8 (openssl pkcs8 -topk8 -nocrypt)",
                    e);
        }
    }

    private static TrustManagerFactory trust(List<X509Certificate> authorities)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry("authority-" + store.size(), authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static KeyManagerFactory identity(Path directory) throws IOException, GeneralSecurityException {
        Certificate[] chain = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(directory.resolve("cert.pem"))))
                .toArray(Certificate[]::new);
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("client", key(directory.resolve("key.pem"), chain[0]), NO_PASSWORD, chain);
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory;
    }

    private static PrivateKey key(Path file, Certificate certificate) throws IOException, GeneralSecurityException {
        Matcher matcher = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!matcher.find()) {
            throw new GeneralSecurityException("no PKCS#8 key");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(matcher.group(1));
        return KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
                .generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }
}

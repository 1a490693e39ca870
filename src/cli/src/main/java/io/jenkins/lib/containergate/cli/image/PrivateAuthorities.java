package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.fault.GateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trust in the certificate authorities of a file and in no others. */
final class PrivateAuthorities {
    private static final int MAX_BYTES = 1 << 20;

    private PrivateAuthorities() {}

    /** @param file certificates, PEM or DER */
    static SSLContext read(Path file) throws GateException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(in.readNBytes(MAX_BYTES)));
            if (certificates.isEmpty()) {
                throw new GateException(file + " holds no certificate", "name a file of PEM certificates");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new GateException(
                    "the certificate authorities in " + file + " cannot be read ("
                            + e.getClass().getSimpleName() + ")",
                    "name a file of PEM certificates",
                    e);
        }
    }
}

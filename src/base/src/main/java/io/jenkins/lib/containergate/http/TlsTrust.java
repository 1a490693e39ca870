package io.jenkins.lib.containergate.http;

import io.jenkins.lib.containergate.fault.GateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom TLS connections trust: the authorities that Java trusts, and those of one's own. */
public final class TlsTrust {
    private TlsTrust() {}

    /** @param more certificates of further authorities */
    public static SSLContext with(Collection<X509Certificate> more) {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int number = 0;
            for (TrustManager manager : managers(null)) {
                if (manager instanceof X509TrustManager known) {
                    for (X509Certificate authority : known.getAcceptedIssuers()) {
                        all.setCertificateEntry("java-" + number++, authority);
                    }
                }
            }
            for (X509Certificate authority : more) {
                all.setCertificateEntry("own-" + number++, authority);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, checked(managers(all)), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java runtime can make a TLS context", e);
        }
    }

    private static TrustManager[] checked(TrustManager... managers) {
        return Arrays.stream(managers)
                .map(manager -> manager instanceof X509ExtendedTrustManager java ? new ValidityCheck(java) : manager)
                .toArray(TrustManager[]::new);
    }

    private static TrustManager[] managers(@Nullable KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return factory.getTrustManagers();
    }

    /**
     * Certificates in PEM form, one after the other.
     *
     * @param name where they come from, for messages
     */
    public static List<X509Certificate> parse(byte[] pem, String name) throws GateException {
        try {
            Collection<? extends Certificate> read =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            if (!read.isEmpty()) {
                return read.stream().map(X509Certificate.class::cast).toList();
            }
        } catch (CertificateException e) {
            throw new GateException(name + " holds no certificate that can be read", "give it in PEM form", e);
        }
        throw new GateException(name + " holds no certificate", "give it in PEM form");
    }

    /** Refuses expired certificates of servers even where Java does not: when the certificate itself is trusted by name. */
    static final class ValidityCheck extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager java;

        ValidityCheck(X509ExtendedTrustManager java) {
            this.java = java;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            java.checkServerTrusted(chain, type, engine);
            chain[0].checkValidity();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            java.checkServerTrusted(chain, type, socket);
            chain[0].checkValidity();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            java.checkServerTrusted(chain, type);
            chain[0].checkValidity();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            java.checkClientTrusted(chain, type, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            java.checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            java.checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return java.getAcceptedIssuers();
        }
    }
}

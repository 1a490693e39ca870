package io.jenkins.lib.containergate.http;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What a connection that failed means to the reader, and whether trying again can help. */
final class ConnectionFaults {
    private static final String CHECK = "check the address, the network and the proxy";

    private ConnectionFaults() {}

    /**
     * @param host with port
     * @return a fault that may pass
     * @throws GateException for a fault that will not
     */
    static TransientException explain(String host, IOException fault) throws GateException {
        if (fault instanceof TransientException passing) {
            return passing;
        }
        if (find(fault, SSLException.class) != null) {
            return tls(host, fault);
        }
        if (find(fault, HttpConnectTimeoutException.class) != null) {
            return TransientException.unreachable(host + " cannot be reached in time", CHECK);
        }
        if (find(fault, UnknownHostException.class) != null || find(fault, UnresolvedAddressException.class) != null) {
            return TransientException.unreachable("cannot resolve " + host, CHECK);
        }
        if (find(fault, ConnectException.class) != null) {
            return TransientException.refused(host + " refuses the connection", CHECK);
        }
        return passing(host, "lost the connection", fault);
    }

    static TransientException passing(String host, String what, Throwable fault) {
        String message = fault.getMessage();
        String detail = message == null ? fault.getClass().getSimpleName() : SafeText.quoted(message);
        return new TransientException(
                host + " " + what + " (" + detail + ")",
                "try again; if it stays so, check the registry, the network and the proxy",
                Optional.empty());
    }

    static TransientException silent(String host, Duration patience) {
        return new TransientException(
                host + " sent nothing for " + Math.max(1, patience.toSeconds()) + " s",
                "try again; if it stays so, check the registry, the network and the proxy",
                Optional.empty());
    }

    private static TransientException tls(String host, IOException fault) throws GateException {
        if (find(fault, CertificateExpiredException.class) != null) {
            throw new GateException(
                    "the certificate of " + host + " has expired", "have its operator renew the certificate", fault);
        }
        if (find(fault, CertificateNotYetValidException.class) != null) {
            throw new GateException(
                    "the certificate of " + host + " is not valid yet", "check the clocks of both machines", fault);
        }
        if (find(fault, CertPathBuilderException.class) != null) {
            throw new GateException(
                    "the certificate of " + host + " comes from an authority that is not trusted here",
                    "if it is your own authority, name its certificate (--registry-ca FILE)",
                    fault);
        }
        if (find(fault, CertificateException.class) != null) {
            throw new GateException(
                    "the certificate of " + host + " is not accepted: " + message(fault, CertificateException.class),
                    "use the name the certificate is for, or have its operator correct the certificate",
                    fault);
        }
        String text = message(fault, SSLException.class);
        if (text.toLowerCase(Locale.ROOT).contains("unrecognized ssl message")) {
            throw new GateException(
                    host + " does not speak TLS",
                    "if plain HTTP is what you want there, say so (--insecure-registry " + host + ")",
                    fault);
        }
        return new TransientException(
                "no secure connection to " + host + " comes about: " + text,
                "try again; if it stays so, check its TLS configuration",
                Optional.empty());
    }

    private static String message(Throwable fault, Class<? extends Throwable> type) {
        Throwable found = find(fault, type);
        String message = found == null ? null : found.getMessage();
        return message == null ? type.getSimpleName() : SafeText.quoted(message);
    }

    static <T extends Throwable> @Nullable T find(Throwable fault, Class<T> type) {
        Throwable each = fault;
        for (int depth = 0; each != null && depth < 20; depth++) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
            each = each.getCause();
        }
        return null;
    }
}

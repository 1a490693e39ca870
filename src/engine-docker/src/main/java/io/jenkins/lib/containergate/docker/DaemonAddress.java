package io.jenkins.lib.containergate.docker;

import io.jenkins.lib.containergate.fault.GateException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a daemon listens.
 *
 * @param host {@code unix:///var/run/docker.sock} or {@code tcp://HOST:PORT}
 * @param certificates directory with {@code ca.pem}, {@code cert.pem} and {@code key.pem}; present exactly when TLS is
 *     spoken
 */
public record DaemonAddress(URI host, Optional<Path> certificates) {
    private static final String DEFAULT = "unix:///var/run/docker.sock";

    /**
     * As the {@code docker} command finds it: {@code DOCKER_HOST}, and with {@code DOCKER_TLS_VERIFY} TLS by the files
     * in {@code DOCKER_CERT_PATH}.
     *
     * @param home the user's, for certificates without {@code DOCKER_CERT_PATH}
     * @throws GateException for an address that is neither a Unix socket nor TCP
     */
    public static DaemonAddress of(Map<String, String> environment, Path home) throws GateException {
        String host = environment.getOrDefault("DOCKER_HOST", "");
        boolean tls = !environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty();
        String certificates = environment.getOrDefault("DOCKER_CERT_PATH", "");
        Path directory = certificates.isEmpty() ? home.resolve(".docker") : Path.of(certificates);
        return new DaemonAddress(
                parse(host.isEmpty() ? DEFAULT : host), Optional.of(directory).filter(d -> tls));
    }

    private static URI parse(String host) throws GateException {
        try {
            URI uri = URI.create(host);
            boolean unix = "unix".equals(uri.getScheme())
                    && uri.getPath() != null
                    && !uri.getPath().isEmpty();
            boolean tcp = "tcp".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0;
            if (unix || tcp) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new GateException(
                "DOCKER_HOST is not an address of a daemon that can be reached from here",
                "set it to unix:///PATH or tcp://HOST:PORT; over SSH or a Windows pipe, save the image and gate the"
                        + " archive");
    }

    /** Whether it is reached without a network. */
    public boolean local() {
        return "unix".equals(host.getScheme());
    }

    @Override
    public String toString() {
        return host.toString();
    }
}

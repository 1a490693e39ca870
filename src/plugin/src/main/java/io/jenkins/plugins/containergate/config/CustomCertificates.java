package io.jenkins.plugins.containergate.config;

import hudson.ProxyConfiguration;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.TlsTrust;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** CA certificates of the organisation, for registries, Trivy servers, and servers of vulnerability data and revocation. */
public final class CustomCertificates {
    private CustomCertificates() {}

    /** On the controller: what administrators configured, in PEM form; empty without. */
    public static String configured() {
        return Optional.ofNullable(
                        ContainerGateConfiguration.get().agentSettings().getCertificateAuthorities())
                .orElse("");
    }

    /**
     * A client of the controller: through the proxy of Jenkins, and to servers of these CAs, too. It follows no redirection,
     * which would lead to a place nobody configured.
     *
     * @throws GateException when what is configured cannot be read
     */
    public static HttpClient.Builder client() throws GateException {
        return ProxyConfiguration.newHttpClientBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(trust(configured()));
    }

    /**
     * @param pem certificates one after the other; empty to trust only those that Java trusts
     * @throws GateException when it holds anything else: less trust than configured would only be told by a failed login
     */
    public static SSLContext trust(String pem) throws GateException {
        return TlsTrust.with(
                pem.isBlank()
                        ? List.of()
                        : TlsTrust.parse(pem.getBytes(StandardCharsets.US_ASCII), "the organisation's configuration"));
    }
}

package io.jenkins.plugins.containergate.access;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.Trust;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Authorities of the organisation's own, which may have signed for registries and Trivy servers. */
public final class OwnAuthorities {
    private OwnAuthorities() {}

    /** On the controller: what administrators configured, in PEM form; empty without. */
    public static String configured() {
        return Optional.ofNullable(
                        ContainerGateConfiguration.get().agentSettings().getCertificateAuthorities())
                .orElse("");
    }

    /**
     * @param pem certificates one after the other; empty to trust only those that Java trusts
     * @throws GateException when it holds anything else: less trust than configured would only be told by a failed login
     */
    public static SSLContext trust(String pem) throws GateException {
        return Trust.with(
                pem.isBlank()
                        ? List.of()
                        : Trust.parse(pem.getBytes(StandardCharsets.US_ASCII), "the organisation's configuration"));
    }
}

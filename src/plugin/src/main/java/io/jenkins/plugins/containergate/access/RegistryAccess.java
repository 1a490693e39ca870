package io.jenkins.plugins.containergate.access;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpClients;
import io.jenkins.lib.containergate.http.HttpLimits;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.InsecureHosts;
import io.jenkins.lib.containergate.http.Pause;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.registry.auth.RegistryCredentials;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import io.jenkins.plugins.containergate.config.CustomCertificates;
import java.io.Serializable;
import java.net.ProxySelector;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agent needs to read one image of a registry, and no more than that.
 *
 * @param registry the only one the login is shown to
 * @param user of a password; none for a token
 * @param secret the password or token; none without a login
 * @param proxy of Jenkins; without one, Java's own properties on the agent decide
 * @param authorities certificates in PEM form to trust besides Java's own, or empty
 */
public record RegistryAccess(
        String registry,
        @Nullable String user,
        @Nullable String secret,
        boolean plainHttp,
        @Nullable AgentProxy proxy,
        String authorities)
        implements Serializable {

    /** For images that are in no registry. */
    public static RegistryAccess none() {
        return new RegistryAccess("", null, null, false, null, "");
    }

    /** @param login a password, a token, or none */
    public static RegistryAccess of(
            ImageReference image, RegistryLogin login, boolean plainHttp, @Nullable AgentProxy proxy) {
        String registry = image.registry();
        if (login instanceof RegistryLogin.Password password) {
            return new RegistryAccess(registry, password.user(), password.password(), plainHttp, proxy, "");
        }
        if (login instanceof RegistryLogin.AccessToken token) {
            return new RegistryAccess(registry, null, token.token(), plainHttp, proxy, "");
        }
        return new RegistryAccess(registry, null, null, plainHttp, proxy, "");
    }

    /** With authorities of the organisation's own. */
    RegistryAccess trusting(String pem) {
        return new RegistryAccess(registry, user, secret, plainHttp, proxy, pem);
    }

    /**
     * On the agent.
     *
     * @throws GateException when the authorities cannot be read
     */
    public RegistryClient client(Clock clock) throws GateException {
        RegistryLogin login = login();
        RegistryCredentials credentials =
                (image, deadline) -> image.registry().equals(registry) ? login : new RegistryLogin.Anonymous();
        return new RegistryClient(
                new HttpTransport(
                        HttpClients.create(
                                proxy == null ? ProxySelector.getDefault() : proxy.selector(),
                                Optional.empty(),
                                CustomCertificates.trust(authorities)),
                        plainHttp ? InsecureHosts.at(List.of(registry)) : InsecureHosts.nowhere(),
                        HttpLimits.defaults(),
                        clock,
                        Pause.sleeping()),
                credentials);
    }

    private RegistryLogin login() {
        if (secret == null) {
            return new RegistryLogin.Anonymous();
        }
        return user == null ? new RegistryLogin.AccessToken(secret) : new RegistryLogin.Password(user, secret);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "RegistryAccess[" + registry + ", " + (secret == null ? "no login" : "a login") + "]";
    }
}

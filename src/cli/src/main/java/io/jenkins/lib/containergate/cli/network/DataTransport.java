package io.jenkins.lib.containergate.cli.network;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpClients;
import io.jenkins.lib.containergate.http.HttpLimits;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.InsecureHosts;
import io.jenkins.lib.containergate.http.Pause;
import io.jenkins.lib.containergate.http.TlsTrust;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collection;

/** The way to published data: through the proxies of the environment, by TLS alone. */
public final class DataTransport {
    private DataTransport() {}

    /** @param authorities CA certificates to trust in addition to those of Java */
    public static HttpTransport open(Collection<X509Certificate> authorities, Clock clock) throws GateException {
        EnvironmentProxies proxies = EnvironmentProxies.of(System.getenv());
        return new HttpTransport(
                HttpClients.create(proxies, proxies.login(), TlsTrust.with(authorities)),
                InsecureHosts.nowhere(),
                HttpLimits.defaults(),
                clock,
                Pause.sleeping());
    }
}

package io.jenkins.lib.containergate.http;

import java.net.Authenticator;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** HTTP clients as {@link HttpTransport} wants them. */
public final class HttpClients {
    private static final Duration CONNECT = Duration.ofSeconds(20);

    private HttpClients() {}

    /** @param proxyLogin asked by proxies only */
    public static HttpClient create(ProxySelector proxies, Optional<Authenticator> proxyLogin, SSLContext trust) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .proxy(proxies)
                .sslContext(trust);
        proxyLogin.ifPresent(client::authenticator);
        return client.build();
    }
}

package io.jenkins.lib.containergate.http;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** HTTP clients as {@link HttpTransport} wants them. */
public final class HttpClients {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final HttpClient.Redirect REDIRECTS = HttpClient.Redirect.NEVER;

    private HttpClients() {}

    /** @param proxyLogin asked by proxies only */
    public static HttpClient create(ProxySelector proxies, Optional<Authenticator> proxyLogin, SSLContext trust) {
        HttpClient.Builder client = HttpClient.newBuilder()
                .followRedirects(REDIRECTS)
                .connectTimeout(CONNECT)
                .proxy(proxies)
                .sslContext(trust);
        proxyLogin.ifPresent(client::authenticator);
        return client.build();
    }

    /**
     * A client that is made at its first request: authorities and ciphers alone take a tenth of a second, and most runs ask
     * no server.
     *
     * @param proxyLogin asked by proxies only
     */
    public static HttpClient onDemand(
            ProxySelector proxies, Optional<Authenticator> proxyLogin, Supplier<SSLContext> trust) {
        return new ClientOnDemand(proxies, proxyLogin, () -> create(proxies, proxyLogin, trust.get()));
    }

    private static final class ClientOnDemand extends HttpClient {
        private final ProxySelector proxies;
        private final Optional<Authenticator> proxyLogin;
        private final Supplier<HttpClient> maker;
        private @Nullable HttpClient made;

        ClientOnDemand(ProxySelector proxies, Optional<Authenticator> proxyLogin, Supplier<HttpClient> maker) {
            this.proxies = proxies;
            this.proxyLogin = proxyLogin;
            this.maker = maker;
        }

        private synchronized HttpClient client() {
            if (made == null) {
                made = maker.get();
            }
            return made;
        }

        @Override
        public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
                throws IOException, InterruptedException {
            return client().send(request, handler);
        }

        @Override
        public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, BodyHandler<T> handler) {
            return client().sendAsync(request, handler);
        }

        @Override
        public <T> CompletableFuture<HttpResponse<T>> sendAsync(
                HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
            return client().sendAsync(request, handler, pushes);
        }

        @Override
        public WebSocket.Builder newWebSocketBuilder() {
            return client().newWebSocketBuilder();
        }

        @Override
        public Redirect followRedirects() {
            return REDIRECTS;
        }

        @Override
        public Optional<Duration> connectTimeout() {
            return Optional.of(CONNECT);
        }

        @Override
        public Optional<ProxySelector> proxy() {
            return Optional.of(proxies);
        }

        @Override
        public Optional<Authenticator> authenticator() {
            return proxyLogin;
        }

        @Override
        public Optional<CookieHandler> cookieHandler() {
            return Optional.empty();
        }

        @Override
        public SSLContext sslContext() {
            return client().sslContext();
        }

        @Override
        public SSLParameters sslParameters() {
            return client().sslParameters();
        }

        @Override
        public Version version() {
            return client().version();
        }

        @Override
        public Optional<Executor> executor() {
            return Optional.empty();
        }
    }
}

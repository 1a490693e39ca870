package io.jenkins.lib.containergate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class HttpClientsTest {
    private final AtomicInteger made = new AtomicInteger();
    private final HttpClient client = HttpClients.onDemand(ProxySelector.of(null), Optional.empty(), () -> {
        made.incrementAndGet();
        return TlsTrust.with(List.of());
    });

    @Test
    void aClientOnDemandSaysWhatItWillDoBeforeItIsMade() {
        HttpClient now = HttpClients.create(ProxySelector.of(null), Optional.empty(), TlsTrust.with(List.of()));

        assertThat(client.followRedirects()).isEqualTo(now.followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
        assertThat(client.connectTimeout()).isEqualTo(now.connectTimeout());
        assertThat(client.authenticator()).isEqualTo(now.authenticator());
        assertThat(client.cookieHandler()).isEqualTo(now.cookieHandler());
        assertThat(client.executor()).isEqualTo(now.executor());
        assertThat(client.proxy()).isPresent();
        assertThat(made).hasValue(0);
    }

    @Test
    void aClientOnDemandIsMadeAtItsFirstRequestAndOnce() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"))
                    .build();

            assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(302);
            assertThat(client.sendAsync(request, BodyHandlers.discarding())
                            .get()
                            .statusCode())
                    .isEqualTo(302);
            assertThat(made).hasValue(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aTrustThatCannotBeMadeFailsTheRequest() {
        HttpClient broken = HttpClients.onDemand(ProxySelector.of(null), Optional.empty(), HttpClientsTest::noTrust);

        assertThatThrownBy(() -> broken.send(
                        HttpRequest.newBuilder(URI.create("https://127.0.0.1:1/"))
                                .build(),
                        BodyHandlers.discarding()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no TLS");
    }

    private static SSLContext noTrust() {
        throw new IllegalStateException("no TLS");
    }
}

package io.jenkins.lib.containergate.testkit.signature;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.jenkins.lib.containergate.testkit.tls.ServerIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Delivers the metadata of repositories over TLS, and remembers what it was shown. */
public final class FakeNotary implements AutoCloseable {
    private final HttpsServer server;
    private final Map<String, TrustRepository> repositories = new ConcurrentHashMap<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    public FakeNotary(ServerIdentity identity) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity.context()));
        server.createContext("/v2/", this::answer);
        server.start();
    }

    /** @param name with its registry in front */
    public FakeNotary with(String name, TrustRepository repository) {
        repositories.put(name, repository);
        return this;
    }

    public String address() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Values of the header {@code Authorization} that came in. */
    public List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            authorizations.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
            String[] parts = exchange.getRequestURI()
                    .getPath()
                    .substring("/v2/".length())
                    .split("/_trust/tuf/", 2);
            TrustRepository repository = repositories.get(parts[0]);
            byte[] content = repository == null || parts.length < 2
                    ? null
                    : repository.files().get(parts[1]);
            if (content == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            }
        }
    }

    /** Answers no more. */
    public void stop() {
        server.stop(0);
    }

    @Override
    public void close() {
        stop();
    }
}

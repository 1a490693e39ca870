package io.jenkins.lib.containergate.testkit.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy for plain HTTP; everything asked of it is taken from one server, whatever its address is said to be. */
public final class FakeProxy implements AutoCloseable {
    private final HttpServer server;
    private final FakeRegistry behind;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private FakeProxy(HttpServer server, FakeRegistry behind) {
        this.server = server;
        this.behind = behind;
        server.createContext("/", this::handle);
        server.start();
    }

    public static FakeProxy before(FakeRegistry registry) throws IOException {
        return new FakeProxy(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), registry);
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** The addresses asked for. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestURI().toString());
            HttpURLConnection connection = (HttpURLConnection)
                    new URL(behind.address() + exchange.getRequestURI().getRawPath()).openConnection(Proxy.NO_PROXY);
            Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept"))
                    .ifPresent(accept -> connection.setRequestProperty("Accept", accept));
            int status = connection.getResponseCode();
            Optional.ofNullable(connection.getContentType())
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            if (status != 200) {
                exchange.sendResponseHeaders(status, -1);
                return;
            }
            try (InputStream in = connection.getInputStream()) {
                byte[] body = in.readAllBytes();
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

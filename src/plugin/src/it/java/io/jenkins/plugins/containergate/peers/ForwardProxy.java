package io.jenkins.plugins.containergate.peers;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy for plain HTTP that takes every host for one server, so that a test can use a name of AWS. */
public final class ForwardProxy implements AutoCloseable {
    private static final Set<String> OWN = Set.of("transfer-encoding", "content-length", "connection", "date");

    private final HttpServer server;
    private final String behind;
    private final List<String> hosts = new CopyOnWriteArrayList<>();

    private ForwardProxy(HttpServer server, String behind) {
        this.server = server;
        this.behind = behind;
        server.createContext("/", this::handle);
        server.start();
    }

    /** @param behind host and port */
    public static ForwardProxy before(String behind) throws IOException {
        return new ForwardProxy(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), behind);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Those asked for. */
    public List<String> hosts() {
        return List.copyOf(hosts);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI asked = exchange.getRequestURI();
            hosts.add(String.valueOf(asked.getHost()));
            String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://" + behind + asked.getRawPath() + query)
                            .toURL()
                            .openConnection(Proxy.NO_PROXY);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod(exchange.getRequestMethod());
            for (String name : List.of("Accept", "Authorization", "Range")) {
                String value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    connection.setRequestProperty(name, value);
                }
            }
            int status = connection.getResponseCode();
            Headers headers = exchange.getResponseHeaders();
            connection.getHeaderFields().forEach((name, values) -> {
                if (name != null && !OWN.contains(name.toLowerCase(Locale.ROOT))) {
                    headers.put(name, values);
                }
            });
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                byte[] body = in == null ? new byte[0] : in.readAllBytes();
                exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                if (body.length > 0) {
                    exchange.getResponseBody().write(body);
                }
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package io.jenkins.lib.containergate.testkit.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** A web server on the loopback address that answers, or fails as the test wants. */
public final class FaultyServer implements AutoCloseable {
    private final HttpServer server;
    private final String scheme;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private FaultyServer(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
    }

    public record Reply(int status, byte[] body) {
        public static Reply text(int status, String body) {
            return new Reply(status, body.getBytes(StandardCharsets.UTF_8));
        }

        /**
         * What a server of files answers: 404 for a path that is not there, 304 for content that the caller has by its
         * ETag.
         *
         * @param files by path
         */
        public static Reply file(HttpExchange exchange, Map<String, byte[]> files) {
            byte[] content = files.get(exchange.getRequestURI().getPath());
            if (content == null) {
                return text(404, "");
            }
            String etag = "\"" + Arrays.hashCode(content) + "\"";
            exchange.getResponseHeaders().add("ETag", etag);
            return etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))
                    ? text(304, "")
                    : new Reply(200, content);
        }
    }

    @FunctionalInterface
    public interface Answer {
        Reply to(HttpExchange exchange, byte[] body) throws IOException;
    }

    public static FaultyServer start() throws IOException {
        return start(HttpServer.create(loopback(), 0), "http");
    }

    /** With TLS. */
    public static FaultyServer start(SSLContext identity) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity));
        return start(server, "https");
    }

    private static FaultyServer start(HttpServer server, String scheme) {
        FaultyServer faulty = new FaultyServer(server, scheme);
        server.setExecutor(faulty.threads);
        server.start();
        return faulty;
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    public URI address() {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @param faults go wrong with the next requests for this path, one after the other; then {@code answer} counts */
    public void on(String path, Queue<Fault> faults, Answer answer) {
        server.createContext(path, exchange -> handle(exchange, faults, answer));
    }

    /** Method, path and body of each request. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange, Queue<Fault> faults, Answer answer) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestURI().getRawPath() + " " + new String(body, StandardCharsets.UTF_8));
            Fault fault = faults.poll();
            if (fault != null) {
                fail(exchange, fault);
            } else {
                Reply reply = answer.to(exchange, body);
                send(exchange, reply.status(), reply.body());
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private void fail(HttpExchange exchange, Fault fault) throws IOException {
        if (fault instanceof Fault.Status status) {
            send(exchange, status.code(), new byte[0]);
        } else if (fault instanceof Fault.RetryAfter retry) {
            exchange.getResponseHeaders().add("Retry-After", retry.value());
            send(exchange, 429, new byte[0]);
        } else if (fault instanceof Fault.Redirect redirect) {
            exchange.getResponseHeaders().add("Location", redirect.location());
            send(exchange, 302, new byte[0]);
        } else if (fault instanceof Fault.Body content) {
            send(exchange, 200, content.content().getBytes(StandardCharsets.UTF_8));
        } else if (fault instanceof Fault.ResetMidBody) {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"results\": [".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        } else if (fault instanceof Fault.Silence) {
            awaitClosing();
        } else {
            exchange.sendResponseHeaders(200, 0);
            stream(
                    exchange.getResponseBody(),
                    fault instanceof Fault.Endless ? 1 << 16 : 1,
                    fault instanceof Fault.Trickle);
        }
    }

    /** Writes until the other side, or the test, has had enough. */
    private void stream(OutputStream out, int chunk, boolean slowly) throws IOException {
        byte[] spaces = " ".repeat(chunk).getBytes(StandardCharsets.UTF_8);
        while (closing.getCount() > 0) {
            out.write(spaces);
            out.flush();
            if (slowly) {
                pause();
            }
        }
    }

    private void pause() {
        try {
            closing.await(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

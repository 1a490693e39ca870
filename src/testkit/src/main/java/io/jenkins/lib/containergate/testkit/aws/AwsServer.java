package io.jenkins.lib.containergate.testkit.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on the loopback address that answers in the forms of AWS. */
public final class AwsServer implements AutoCloseable {
    private static final int BACKLOG = 1_000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private AwsServer(HttpServer server) {
        this.server = server;
    }

    /** @param handler of every request, in a thread of its own; it need not close the exchange */
    public static AwsServer start(HttpHandler handler) throws IOException {
        AwsServer started =
                new AwsServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG));
        started.server.createContext("/", exchange -> handle(handler, exchange));
        started.server.setExecutor(started.threads);
        started.server.start();
        return started;
    }

    /** What goes wrong here is answered as a fault that no client tries again, so that the test fails at once. */
    private static void handle(HttpHandler handler, HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                handler.handle(exchange);
            } catch (RuntimeException | Error e) {
                e.printStackTrace();
                if (exchange.getResponseCode() < 0) {
                    refuse(exchange, 400, e.getClass().getSimpleName());
                }
            }
        }
    }

    /** Where it listens, for {@code aws.endpointUrl}. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The name of the call, or nothing: in a header of services with JSON, in the form of the others. */
    public static String call(HttpExchange exchange, String body) {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        return target == null ? form(body).getOrDefault("Action", "") : target.substring(target.lastIndexOf('.') + 1);
    }

    /** What a form says, by its names. */
    public static Map<String, String> form(String body) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : body.split("&")) {
            int cut = pair.indexOf('=');
            if (cut > 0 && !body.startsWith("{")) {
                form.put(
                        URLDecoder.decode(pair.substring(0, cut), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(cut + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    /** An answer of a service with JSON, such as ECS. */
    public static void json(HttpExchange exchange, int status, String body) throws IOException {
        respond(exchange, status, "application/x-amz-json-1.1", body);
    }

    /** A failure as such a service says it. */
    public static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        json(exchange, status, "{\"__type\":\"" + code + "\",\"message\":\"words of the server\"}");
    }

    /** An answer of a service with XML, such as EC2 and IAM. */
    public static void xml(HttpExchange exchange, int status, String body) throws IOException {
        respond(exchange, status, "text/xml", body);
    }

    public static void respond(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

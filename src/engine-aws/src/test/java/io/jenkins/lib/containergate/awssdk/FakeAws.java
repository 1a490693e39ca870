package io.jenkins.lib.containergate.awssdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Answers what it is told to, by the name of the call; the last answer to a call is repeated. */
final class FakeAws implements AutoCloseable {
    private static final String JSON = "application/x-amz-json-1.1";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    record Call(String name, String body) {}

    /** Writes the whole response. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    FakeAws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Asks it in the region {@code eu-central-1}, with a secret that nothing may show: {@code hidden-value}. */
    AwsSession session() throws GateException {
        return AwsSession.withCredentials(
                new AwsAccess(Optional.empty(), Optional.empty(), Optional.of("eu-central-1"), Optional.of(endpoint())),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("testing", "hidden-value")),
                UrlConnectionHttpClient.create());
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    FakeAws on(String call, Answer answer) {
        answers.computeIfAbsent(call, name -> new ArrayDeque<>()).add(answer);
        return this;
    }

    FakeAws on(String call, String json) {
        return on(call, exchange -> respond(exchange, 200, JSON, json));
    }

    FakeAws refuses(String call, int status, String code) {
        return on(
                call,
                exchange -> respond(
                        exchange, status, JSON, "{\"__type\":\"" + code + "\",\"message\":\"words of the server\"}"));
    }

    /** A missing permission, as the services with XML say it (IAM, STS, Elastic Load Balancing, CloudWatch). */
    FakeAws denies(String call) {
        return forbids(
                call,
                "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>words</Message></Error>"
                        + "</ErrorResponse>");
    }

    /** A missing permission, as EC2 says it. */
    FakeAws deniesInEc2(String call) {
        return forbids(
                call,
                "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>words</Message></Error></Errors>"
                        + "</Response>");
    }

    private FakeAws forbids(String call, String xml) {
        return on(call, exchange -> respond(exchange, 403, "text/xml", xml));
    }

    /** Whose the credentials are. */
    FakeAws caller(String account) {
        return on(
                "GetCallerIdentity",
                exchange -> respond(
                        exchange,
                        200,
                        "text/xml",
                        "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>" + account
                                + "</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"));
    }

    static void respond(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String name = target == null ? action(body) : target.substring(target.lastIndexOf('.') + 1);
            calls.add(new Call(name, body));
            Queue<Answer> queue = answers.get(name);
            if (queue == null) {
                respond(exchange, 400, JSON, "{\"__type\":\"UnexpectedCall\"}");
                return;
            }
            Answer answer;
            synchronized (queue) {
                answer = queue.size() > 1 ? queue.remove() : queue.element();
            }
            answer.to(exchange);
        }
    }

    private static String action(String form) {
        for (String pair : form.split("&")) {
            if (pair.startsWith("Action=")) {
                return URLDecoder.decode(pair.substring("Action=".length()), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

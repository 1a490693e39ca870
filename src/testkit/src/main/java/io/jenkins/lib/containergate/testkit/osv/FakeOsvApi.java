package io.jenkins.lib.containergate.testkit.osv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * An OSV API on the loopback address. Like the real one it answers "nothing found" to what it does not know. Which
 * version a record affects is not worked out but said by the test.
 */
public final class FakeOsvApi implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, OsvJson> records = new ConcurrentHashMap<>();
    private final Map<String, List<String>> matches = new ConcurrentHashMap<>();
    private final Queue<Fault> queryFaults = new ConcurrentLinkedQueue<>();
    private final Queue<Fault> recordFaults = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile int pageSize = Integer.MAX_VALUE;

    private FakeOsvApi(HttpServer server) {
        this.server = server;
    }

    public static FakeOsvApi start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeOsvApi api = new FakeOsvApi(server);
        server.setExecutor(api.threads);
        server.createContext("/v1/querybatch", exchange -> api.handle(exchange, api.queryFaults, api::query));
        server.createContext("/v1/vulns/", exchange -> api.handle(exchange, api.recordFaults, api::vulnerability));
        server.start();
        return api;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The record can be fetched. */
    public FakeOsvApi with(OsvJson record) {
        records.put(record.id(), record);
        return this;
    }

    /** The record is also the answer to a query with this version, or to one without if {@code version} is empty. */
    public FakeOsvApi matching(String ecosystem, String name, String version, OsvJson record) {
        with(record);
        return naming(ecosystem, name, version, record.id());
    }

    /** An id is the answer, whether or not there is such a record. */
    public FakeOsvApi naming(String ecosystem, String name, String version, String id) {
        matches.computeIfAbsent(key(ecosystem, name, version), key -> new CopyOnWriteArrayList<>())
                .add(id);
        return this;
    }

    /** Most ids in the answer to one query; the others follow on further pages. */
    public FakeOsvApi pageSize(int ids) {
        pageSize = ids;
        return this;
    }

    /** The next queries go wrong like this, one after the other. */
    public FakeOsvApi failQueries(Fault... faults) {
        queryFaults.addAll(List.of(faults));
        return this;
    }

    /** The next requests for records go wrong like this. */
    public FakeOsvApi failRecords(Fault... faults) {
        recordFaults.addAll(List.of(faults));
        return this;
    }

    /** Method, path and body of each request. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private static String key(String ecosystem, String name, String version) {
        return ecosystem + '\0' + name + '\0' + version;
    }

    @FunctionalInterface
    private interface Answer {
        Reply to(String path, byte[] body) throws IOException;
    }

    private record Reply(int status, byte[] body) {}

    private void handle(HttpExchange exchange, Queue<Fault> faults, Answer answer) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getRawPath();
            requests.add(exchange.getRequestMethod() + " " + path + " " + new String(body, StandardCharsets.UTF_8));
            Fault fault = faults.poll();
            if (fault != null) {
                fail(exchange, fault);
            } else {
                Reply reply = answer.to(path, body);
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

    private Reply query(String path, byte[] body) throws IOException {
        ObjectNode response = MAPPER.createObjectNode();
        ArrayNode results = response.putArray("results");
        for (JsonNode query : MAPPER.readTree(body).path("queries")) {
            JsonNode subject = query.path("package");
            List<String> ids = new ArrayList<>(matches.getOrDefault(
                    key(
                            subject.path("ecosystem").asText(),
                            subject.path("name").asText(),
                            query.path("version").asText("")),
                    List.of()));
            int first = query.path("page_token").asInt(0);
            ObjectNode result = results.addObject();
            for (String id : ids.subList(first, (int) Math.min(ids.size(), (long) first + pageSize))) {
                result.withArray("vulns").addObject().put("id", id).put("modified", "2025-06-01T12:00:00Z");
            }
            if ((long) first + pageSize < ids.size()) {
                result.put("next_page_token", String.valueOf(first + pageSize));
            }
        }
        return new Reply(200, MAPPER.writeValueAsBytes(response));
    }

    private Reply vulnerability(String path, byte[] body) {
        String id = URLDecoder.decode(path.substring("/v1/vulns/".length()), StandardCharsets.UTF_8);
        OsvJson record = records.get(id);
        return record == null
                ? new Reply(404, "{\"code\":5,\"message\":\"Bug not found.\"}".getBytes(StandardCharsets.UTF_8))
                : new Reply(200, record.bytes());
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

package io.jenkins.lib.containergate.testkit.trivy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.jenkins.lib.containergate.testkit.http.Fault;
import io.jenkins.lib.containergate.testkit.http.FaultyServer;
import io.jenkins.lib.containergate.testkit.http.FaultyServer.Answer;
import io.jenkins.lib.containergate.testkit.http.FaultyServer.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/**
 * A Trivy server on the loopback address: keeps blobs, and answers from those a scan names. Which version is vulnerable
 * is not worked out but said by the test.
 */
public final class FakeTrivy implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FaultyServer server;
    private final Map<String, JsonNode> blobs = new ConcurrentHashMap<>();
    private final Map<String, List<TrivyFlaw>> flaws = new ConcurrentHashMap<>();
    private final Map<Call, Queue<Fault>> faults = new ConcurrentHashMap<>();
    private final Set<String> families = ConcurrentHashMap.newKeySet();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private volatile String version = """
        {"Version": "0.74.0", "VulnerabilityDB": {"Version": 2, "UpdatedAt": "2026-01-01T00:00:00Z"}}\
        """;
    private volatile String token = "";
    private volatile boolean endOfLife;
    private final AtomicInteger restarts = new AtomicInteger();
    private volatile int dropped;

    /** The calls of the API. */
    public enum Call {
        VERSION("/version"),
        MISSING_BLOBS("/twirp/trivy.cache.v1.Cache/MissingBlobs"),
        PUT_ARTIFACT("/twirp/trivy.cache.v1.Cache/PutArtifact"),
        PUT_BLOB("/twirp/trivy.cache.v1.Cache/PutBlob"),
        SCAN("/twirp/trivy.scanner.v1.Scanner/Scan");

        private final String path;

        Call(String path) {
            this.path = path;
        }
    }

    private FakeTrivy(FaultyServer server) {
        this.server = server;
        families.addAll(Set.of("debian", "alpine", "ubuntu", "rocky", "amazon", "centos"));
        for (Call call : Call.values()) {
            faults.put(call, new ConcurrentLinkedQueue<>());
        }
        on(Call.VERSION, (exchange, body) -> Reply.text(200, version));
        on(Call.MISSING_BLOBS, (exchange, body) -> checked(exchange, () -> missing(MAPPER.readTree(body))));
        on(Call.PUT_ARTIFACT, (exchange, body) -> checked(exchange, () -> Reply.text(200, "{}")));
        on(Call.PUT_BLOB, (exchange, body) -> checked(exchange, () -> put(MAPPER.readTree(body))));
        on(Call.SCAN, (exchange, body) -> checked(exchange, () -> scan(MAPPER.readTree(body))));
    }

    public static FakeTrivy start() throws IOException {
        return new FakeTrivy(FaultyServer.start());
    }

    /** With TLS. */
    public static FakeTrivy start(SSLContext identity) throws IOException {
        return new FakeTrivy(FaultyServer.start(identity));
    }

    public URI address() {
        return server.address();
    }

    /** What the token header has to say. */
    public FakeTrivy token(String wanted) {
        token = wanted;
        return this;
    }

    /** The whole answer to {@code /version}. */
    public FakeTrivy version(String json) {
        version = json;
        return this;
    }

    /** A package in exactly this version has this flaw. */
    public FakeTrivy knows(String name, String installed, TrivyFlaw flaw) {
        flaws.computeIfAbsent(name + '\0' + installed, key -> new CopyOnWriteArrayList<>())
                .add(flaw);
        return this;
    }

    /** The distribution's release gets no more fixes. */
    public FakeTrivy endOfLife() {
        endOfLife = true;
        return this;
    }

    /** There is no data about any distribution, as for Fedora. */
    public FakeTrivy withoutDistributions() {
        families.clear();
        return this;
    }

    /** Loses its blobs before the next scans, as a server that is restarted. */
    public FakeTrivy restart(int times) {
        restarts.set(times);
        return this;
    }

    /** Leaves packages out of the answer to a scan. */
    public FakeTrivy drop(int packages) {
        dropped = packages;
        return this;
    }

    /** The next of these calls go wrong like this, one after the other. */
    public FakeTrivy fail(Call call, Fault... next) {
        queue(call).addAll(List.of(next));
        return this;
    }

    /** Method, path and body of each request. */
    public List<String> requests() {
        return server.requests();
    }

    /** Requests of one kind. */
    public List<String> requests(Call call) {
        return requests().stream()
                .filter(request -> request.contains(" " + call.path + " "))
                .toList();
    }

    /** Tokens seen, in any request. */
    public List<String> tokens() {
        return List.copyOf(tokens);
    }

    @Override
    public void close() {
        server.close();
    }

    private Queue<Fault> queue(Call call) {
        return faults.computeIfAbsent(call, key -> new ConcurrentLinkedQueue<>());
    }

    private void on(Call call, Answer answer) {
        server.on(call.path, queue(call), answer);
    }

    @FunctionalInterface
    private interface Work {
        Reply reply() throws IOException;
    }

    private Reply checked(HttpExchange exchange, Work work) throws IOException {
        String seen = exchange.getRequestHeaders().getFirst("Trivy-Token");
        tokens.add(seen == null ? "" : seen);
        return token.isEmpty() || token.equals(seen)
                ? work.reply()
                : Reply.text(401, "{\"code\":\"unauthenticated\",\"msg\":\"invalid token\"}");
    }

    private Reply missing(JsonNode request) throws IOException {
        ObjectNode response = MAPPER.createObjectNode().put("missing_artifact", true);
        ArrayNode missing = response.putArray("missing_blob_ids");
        request.path("blob_ids").forEach(id -> {
            if (!blobs.containsKey(id.asText())) {
                missing.add(id.asText());
            }
        });
        return new Reply(200, MAPPER.writeValueAsBytes(response));
    }

    private Reply put(JsonNode request) {
        if (request.path("blob_info").path("schema_version").asInt() == 2) {
            blobs.put(request.path("diff_id").asText(), request.path("blob_info"));
        }
        return Reply.text(200, "{}");
    }

    private Reply scan(JsonNode request) throws IOException {
        if (restarts.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            blobs.clear();
        }
        List<JsonNode> layers = new ArrayList<>();
        for (JsonNode id : request.path("blob_ids")) {
            JsonNode blob = blobs.get(id.asText());
            if (blob == null) {
                return Reply.text(
                        500, "{\"code\":\"internal\",\"msg\":\"failed to apply layers: layer cache missing\"}");
            }
            layers.add(blob);
        }
        return new Reply(200, MAPPER.writeValueAsBytes(response(layers)));
    }

    private ObjectNode response(List<JsonNode> layers) {
        String family = "";
        for (JsonNode layer : layers) {
            family = layer.path("os").path("family").asText(family);
        }
        ObjectNode response = MAPPER.createObjectNode();
        response.putObject("os").put("family", family).put("eosl", endOfLife);
        ArrayNode results = response.putArray("results");
        int left = dropped;
        for (JsonNode layer : layers) {
            if (families.contains(family)) {
                left = results(layer.path("package_infos"), results, left);
            }
            left = results(layer.path("applications"), results, left);
        }
        return response;
    }

    private int results(JsonNode applications, ArrayNode results, int drop) {
        int left = drop;
        for (JsonNode application : applications) {
            ObjectNode result = results.addObject();
            ArrayNode packages = result.putArray("packages");
            ArrayNode vulnerabilities = result.putArray("vulnerabilities");
            for (JsonNode installed : application.path("packages")) {
                if (left > 0) {
                    left--;
                    continue;
                }
                packages.add(installed);
                flaws.getOrDefault(installed.path("name").asText() + '\0' + full(installed), List.of())
                        .forEach(flaw -> vulnerabilities.add(
                                flaw.json(MAPPER, installed.path("id").asText())));
            }
        }
        return left;
    }

    private static String full(JsonNode installed) {
        String epoch = installed.path("epoch").asInt() == 0
                ? ""
                : installed.path("epoch").asInt() + ":";
        String release = installed.path("release").asText("");
        return epoch + installed.path("version").asText() + (release.isEmpty() ? "" : "-" + release);
    }
}

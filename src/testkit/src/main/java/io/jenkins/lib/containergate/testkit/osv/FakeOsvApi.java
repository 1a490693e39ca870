package io.jenkins.lib.containergate.testkit.osv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.testkit.http.Fault;
import io.jenkins.lib.containergate.testkit.http.FaultyServer;
import io.jenkins.lib.containergate.testkit.http.FaultyServer.Reply;
import java.io.IOException;
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

/**
 * An OSV API on the loopback address. Like the real one it answers "nothing found" to what it does not know. Which
 * version a record affects is not worked out but said by the test.
 */
public final class FakeOsvApi implements AutoCloseable {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FaultyServer server;
    private final Map<String, OsvJson> records = new ConcurrentHashMap<>();
    private final Map<String, List<String>> matches = new ConcurrentHashMap<>();
    private final Queue<Fault> queryFaults = new ConcurrentLinkedQueue<>();
    private final Queue<Fault> recordFaults = new ConcurrentLinkedQueue<>();
    private volatile int pageSize = Integer.MAX_VALUE;

    private FakeOsvApi(FaultyServer server) {
        this.server = server;
        server.on("/v1/querybatch", queryFaults, (exchange, body) -> query(body));
        server.on(
                "/v1/vulns/",
                recordFaults,
                (exchange, body) -> vulnerability(exchange.getRequestURI().getRawPath()));
    }

    public static FakeOsvApi start() throws IOException {
        return new FakeOsvApi(FaultyServer.start());
    }

    public URI address() {
        return server.address();
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
        return server.requests();
    }

    private static String key(String ecosystem, String name, String version) {
        return ecosystem + '\0' + name + '\0' + version;
    }

    private Reply query(byte[] body) throws IOException {
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

    private Reply vulnerability(String path) {
        String id = URLDecoder.decode(path.substring("/v1/vulns/".length()), StandardCharsets.UTF_8);
        OsvJson record = records.get(id);
        return record == null
                ? new Reply(404, "{\"code\":5,\"message\":\"Bug not found.\"}".getBytes(StandardCharsets.UTF_8))
                : new Reply(200, record.bytes());
    }

    @Override
    public void close() {
        server.close();
    }
}

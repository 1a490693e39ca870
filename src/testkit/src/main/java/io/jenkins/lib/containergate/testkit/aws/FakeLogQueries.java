package io.jenkins.lib.containergate.testkit.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CloudWatch Logs Insights on the loopback address: one log group, the one kind of query that reads it event by event, and answers
 * in pages. Like the real one it refuses a query that ends before the first event was written, answers no more rows than the
 * query's limit, and says how many matched.
 */
public final class FakeLogQueries implements AutoCloseable {
    public static final String REGION = "eu-central-1";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern QUERY =
            Pattern.compile("fields @timestamp, @logStream, @message \\| filter toMillis\\(@timestamp\\) >= (\\d+) and"
                    + " toMillis\\(@timestamp\\) < (\\d+) \\| sort @timestamp asc \\| limit (\\d+)");

    private final Object lock = new Object();
    private final AwsServer server;
    private final String group;
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Query> queries = new HashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> stopped = new CopyOnWriteArrayList<>();
    private String status = "Complete";
    private String denied = "";
    private long silent;

    private record Event(long time, String text) {}

    private record Query(List<Event> rows, int matched) {}

    private FakeLogQueries(String group) throws IOException {
        this.group = group;
        this.server = AwsServer.start(this::handle);
    }

    /** @param group its name, by which it is asked for */
    public static FakeLogQueries start(String group) throws IOException {
        return new FakeLogQueries(group);
    }

    public URI address() {
        return server.address();
    }

    public FakeLogQueries event(Instant time, String text) {
        synchronized (lock) {
            events.add(new Event(time.toEpochMilli(), text));
            return this;
        }
    }

    /** What every query comes to, {@code Complete} if nothing else is said. */
    public FakeLogQueries status(String becomes) {
        synchronized (lock) {
            status = becomes;
            return this;
        }
    }

    /** Such as {@code StartQuery}. */
    public FakeLogQueries denies(String call) {
        synchronized (lock) {
            denied = call;
            return this;
        }
    }

    /** So many matched that no query answers. */
    public FakeLogQueries keepsBack(long many) {
        synchronized (lock) {
            silent = many;
            return this;
        }
    }

    /** The names of the calls, in their order. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** Queries that were stopped, by their ids. */
    public List<String> stopped() {
        return List.copyOf(stopped);
    }

    private void handle(HttpExchange exchange) throws IOException {
        JsonNode input = MAPPER.readTree(exchange.getRequestBody().readAllBytes());
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        String call = target.substring(target.lastIndexOf('.') + 1);
        calls.add(call);
        synchronized (lock) {
            if (call.equals(denied)) {
                AwsServer.refuse(exchange, 400, "AccessDeniedException");
                return;
            }
            switch (call) {
                case "StartQuery" -> start(exchange, input);
                case "GetQueryResults" -> results(exchange, input);
                case "StopQuery" -> {
                    stopped.add(input.path("queryId").asText());
                    AwsServer.json(
                            exchange,
                            200,
                            MAPPER.createObjectNode().put("success", true).toString());
                }
                default -> AwsServer.refuse(exchange, 400, "UnexpectedCall");
            }
        }
    }

    private void start(HttpExchange exchange, JsonNode input) throws IOException {
        Matcher query = QUERY.matcher(input.path("queryString").asText());
        if (!input.path("logGroupName").asText().equals(group)) {
            AwsServer.refuse(exchange, 400, "ResourceNotFoundException");
            return;
        }
        long from = input.path("startTime").asLong() * 1_000;
        long to = input.path("endTime").asLong() * 1_000;
        long first = events.stream().mapToLong(Event::time).min().orElse(0);
        if (!query.matches() || to < first) {
            AwsServer.refuse(exchange, 400, "MalformedQueryException");
            return;
        }
        List<Event> found = events.stream()
                .filter(event -> event.time() >= Math.max(from, Long.parseLong(query.group(1)))
                        && event.time() < Long.parseLong(query.group(2))
                        && event.time() <= to)
                .sorted(Comparator.comparingLong(Event::time))
                .toList();
        String id = "query-" + queries.size();
        int rows = Math.min(found.size(), Math.min(10_000, Integer.parseInt(query.group(3))));
        queries.put(id, new Query(found.subList(0, rows), found.size()));
        AwsServer.json(
                exchange, 200, MAPPER.createObjectNode().put("queryId", id).toString());
    }

    private void results(HttpExchange exchange, JsonNode input) throws IOException {
        Query query = queries.get(input.path("queryId").asText());
        int from = input.path("nextToken").asInt(0);
        int to = Math.min(query.rows().size(), from + input.path("maxItems").asInt(10_000));
        ObjectNode answer = MAPPER.createObjectNode().put("status", status);
        ArrayNode rows = answer.putArray("results");
        for (Event event : query.rows().subList(from, to)) {
            ArrayNode row = rows.addArray();
            row.addObject()
                    .put("field", "@timestamp")
                    .put(
                            "value",
                            Instant.ofEpochMilli(event.time())
                                    .toString()
                                    .replace('T', ' ')
                                    .replaceFirst("(:\\d\\d)Z$", "$1.000")
                                    .replace("Z", ""));
            row.addObject().put("field", "@logStream").put("value", "stream");
            row.addObject().put("field", "@message").put("value", event.text());
            row.addObject().put("field", "@ptr").put("value", "p");
        }
        answer.putObject("statistics").put("recordsMatched", (double) query.matched() + silent);
        if (to < query.rows().size()) {
            answer.put("nextToken", Integer.toString(to));
        }
        AwsServer.json(exchange, 200, answer.toString());
    }

    @Override
    public void close() {
        server.close();
    }
}

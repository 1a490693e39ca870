package io.jenkins.lib.containergate.testkit.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Speaks as much of the protocols of ECS and EC2 as it takes to tell what runs in one cluster: pages of a hundred, batches
 * that are no larger than AWS takes, tasks that end while they are read, latency and rate limits.
 */
public final class FakeCluster implements AutoCloseable {
    /** Region and account of everything in it. */
    public static final String PREFIX = "arn:aws:ecs:eu-central-1:123456789012:";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsServer server;
    private final ClusterContents contents;
    private final NetworkInterfaces interfaces = new NetworkInterfaces();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final Map<String, String> queries = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> answers = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> within = new ConcurrentHashMap<>();
    private final String cluster;
    private final ClusterDocuments documents;
    private final Throttle throttle = new Throttle();
    private volatile Pace pace = new Pace(0, Integer.MAX_VALUE);
    private final Map<String, Runnable> after = new ConcurrentHashMap<>();

    /**
     * @param millis that each call takes
     * @param perSecond calls of one kind that are answered within a second; the others are told to come again
     */
    public record Pace(long millis, int perSecond) {}

    private FakeCluster(String cluster) throws IOException {
        this.cluster = cluster;
        this.documents = new ClusterDocuments(cluster);
        this.contents = new ClusterContents(cluster, documents);
        this.server = AwsServer.start(this::handle);
    }

    /** @param cluster its one cluster */
    public static FakeCluster start(String cluster) throws IOException {
        return new FakeCluster(cluster);
    }

    /** Where it listens, for {@code aws.endpointUrl}. */
    public URI endpoint() {
        return server.address();
    }

    /** Slows it down. */
    public FakeCluster pace(Pace given) {
        pace = given;
        return this;
    }

    /** Registers a task definition as {@code family:revision}. */
    public FakeCluster definition(String name, String json) {
        contents.define(name, read(json));
        return this;
    }

    /** A service that deploys a registered task definition. */
    public FakeCluster service(String name, String definition) {
        return service(name, definition, service -> {});
    }

    /** @param more changes what {@code DescribeServices} answers */
    public FakeCluster service(String name, String definition, Consumer<ObjectNode> more) {
        contents.serve(name, definition, more);
        return this;
    }

    /** @param more members that {@code DescribeServices} answers besides, as an object of JSON */
    public FakeCluster service(String name, String definition, String more) {
        return service(name, definition, service -> service.setAll((ObjectNode) read(more)));
    }

    /**
     * A task with one container that runs.
     *
     * @param group such as {@code service:shop}
     * @return its id
     */
    public String task(String group, String definition, String image, String digest) {
        return task(group, definition, image, digest, task -> {});
    }

    /** @param more changes what {@code DescribeTasks} answers */
    public String task(String group, String definition, String image, String digest, Consumer<ObjectNode> more) {
        return contents.run(group, definition, task -> {
            task.putArray("containers")
                    .addObject()
                    .put("name", "app")
                    .put("image", image)
                    .put("imageDigest", digest)
                    .put("lastStatus", "RUNNING");
            more.accept(task);
        });
    }

    /** Gives a task a network interface. */
    public static Consumer<ObjectNode> attached(String networkInterface) {
        return task -> {
            ObjectNode attachment = task.putArray("attachments").addObject();
            attachment.put("type", "ElasticNetworkInterface").put("status", "ATTACHED");
            attachment
                    .putArray("details")
                    .addObject()
                    .put("name", "networkInterfaceId")
                    .put("value", networkInterface);
        };
    }

    /** Gives an interface a public address. */
    public FakeCluster address(String networkInterface, String address) {
        interfaces.address(networkInterface, address);
        return this;
    }

    /** The task is gone from now on. */
    public void end(String id) {
        contents.end(id);
    }

    /** Interfaces of this type, or that hold a group of this name, are in every VPC. */
    public FakeCluster publishing(String kind) {
        interfaces.publish(kind);
        return this;
    }

    /** Refuses every call of the name with a code. */
    public FakeCluster refuse(String call, String code) {
        refusals.put(call, code);
        return this;
    }

    /** Answers it again. */
    public FakeCluster allow(String call) {
        refusals.remove(call);
        return this;
    }

    /**
     * Answers an action of a query API, such as IAM, whatever is asked about.
     *
     * @param xml in which {@code {RoleName}} stands for the role that was asked about
     */
    public FakeCluster query(String action, String xml) {
        queries.put(action, xml);
        return this;
    }

    /** Answers a call of ECS only where it names the cluster, as of capacity providers that a cluster has for itself. */
    public FakeCluster answerWithin(String call, String json) {
        within.put(call, read(json));
        return this;
    }

    /** Answers a call of ECS, such as {@code DescribeServiceRevisions}, whatever is asked about. */
    public FakeCluster answer(String call, String json) {
        answers.put(call, read(json));
        return this;
    }

    /** Whoever asks for the task definition gets it under another name. */
    public FakeCluster answersWith(String definition, String name) {
        contents.rename(definition, name);
        return this;
    }

    /** The service is deleted from now on. */
    public void endService(String name) {
        contents.endService(name);
    }

    /** Runs between an answer to this call, such as {@code ListTasks}, and the next call of who asked. */
    public FakeCluster after(String call, Runnable change) {
        after.put(call, change);
        return this;
    }

    /** How often a call was made, also when it was refused. */
    public int calls(String name) {
        return calls.getOrDefault(name, new AtomicInteger()).get();
    }

    /** The names of all calls so far. */
    public Set<String> calls() {
        return Set.copyOf(calls.keySet());
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String name = AwsServer.call(exchange, body);
        calls.computeIfAbsent(name, unused -> new AtomicInteger()).incrementAndGet();
        Pace now = pace;
        if (throttle.over(name, now.perSecond())) {
            AwsServer.refuse(exchange, 400, "ThrottlingException");
            return;
        }
        try {
            Thread.sleep(now.millis());
            respond(exchange, name, target != null, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param json whether a service with JSON is asked, and not one with XML */
    private void respond(HttpExchange exchange, String name, boolean json, String body) throws IOException {
        try {
            if (refusals.containsKey(name)) {
                AwsServer.refuse(exchange, 400, refusals.get(name));
            } else if (json) {
                String answer = JSON.writeValueAsString(answer(name, JSON.readTree(body)));
                // before it is sent: the client's next call may come at once
                after.getOrDefault(name, () -> {}).run();
                AwsServer.json(exchange, 200, answer);
            } else if (name.equals("DescribeNetworkInterfaces")) {
                AwsServer.xml(exchange, 200, interfaces.described(AwsServer.form(body)));
            } else if (queries.containsKey(name)) {
                String role = String.valueOf(AwsServer.form(body).get("RoleName"));
                AwsServer.xml(exchange, 200, queries.get(name).replace("{RoleName}", role));
            } else {
                AwsServer.refuse(exchange, 400, "UnknownOperationException");
            }
        } catch (RefusedCall e) {
            AwsServer.refuse(exchange, 400, e.getMessage());
        }
    }

    private JsonNode answer(String name, JsonNode request) throws IOException {
        if (answers.containsKey(name)) {
            return answers.get(name);
        }
        if (within.containsKey(name) && request.path("cluster").asText().endsWith(cluster)) {
            return within.get(name);
        }
        return switch (name) {
            case "ListClusters" ->
                JSON.createObjectNode()
                        .set("clusterArns", JSON.createArrayNode().add(PREFIX + "cluster/" + cluster));
            case "DescribeClusters" -> documents.clusters(request);
            case "ListTasks" -> ClusterDocuments.page("taskArns", contents.tasks(request), request);
            case "ListServices" -> ClusterDocuments.page("serviceArns", contents.services(), request);
            case "DescribeTasks" -> contents.describedTasks(request);
            case "DescribeServices" -> contents.describedServices(request);
            case "ListContainerInstances" ->
                JSON.createObjectNode().set("containerInstanceArns", JSON.createArrayNode());
            case "DescribeTaskDefinition" -> contents.describedDefinition(request);
            default -> throw new RefusedCall("UnknownOperationException");
        };
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

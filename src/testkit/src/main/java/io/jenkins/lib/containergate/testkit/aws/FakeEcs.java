package io.jenkins.lib.containergate.testkit.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * ECS on the loopback address, as far as deployments go: services, their deployments and revisions, and task definitions. Like
 * the real one it takes an answer without an action for CONTINUE, and none for a hook that does not wait. Other services of
 * AWS deny access.
 */
public final class FakeEcs implements AutoCloseable {
    private final Object lock = new Object();
    public static final String REGION = "eu-central-1";

    private static final String ACCOUNT = "123456789012";
    private static final String ARN = "arn:aws:ecs:" + REGION + ":" + ACCOUNT + ":";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final AwsServer server;
    private final Map<String, ObjectNode> taskDefinitions = new LinkedHashMap<>();
    private final Map<String, ObjectNode> services = new LinkedHashMap<>();
    private final Map<String, ObjectNode> deployments = new LinkedHashMap<>();
    private final Map<String, ObjectNode> revisions = new LinkedHashMap<>();
    private final CallScript script = new CallScript();
    private final FakeAccount account = new FakeAccount(ACCOUNT);
    private final List<Answer> answers = new CopyOnWriteArrayList<>();

    /** @param action empty where the caller left it out */
    public record Answer(String deployment, String hook, String action, boolean taken) {}

    private FakeEcs() throws IOException {
        server = AwsServer.start(this::handle);
    }

    public static FakeEcs start() throws IOException {
        return new FakeEcs();
    }

    public URI address() {
        return server.address();
    }

    /** A parameter of Systems Manager, or, by the path {@code /BUCKET/KEY}, an object in S3. */
    public FakeEcs file(String name, String content) {
        account.file(name, content);
        return this;
    }

    /** A role of the account, with one managed policy; said again, it has another policy. */
    public FakeEcs role(String name, String policy) {
        account.role(name, policy);
        return this;
    }

    /** ARN of something of the account, such as {@code service/prod/shop}. */
    public static String arn(String resource) {
        return ARN + resource;
    }

    /** @param definition input of {@code register-task-definition}; its family names it, with the revision 1 */
    public FakeEcs taskDefinition(String definition) throws IOException {
        synchronized (lock) {
            ObjectNode node = (ObjectNode) MAPPER.readTree(definition);
            String arn = arn("task-definition/" + node.path("family").asText() + ":1");
            taskDefinitions.put(arn, node.put("taskDefinitionArn", arn).put("revision", 1));
            return this;
        }
    }

    /** @param members further ones of {@code describe-services}, as JSON */
    public FakeEcs service(String cluster, String name, String family, String members) throws IOException {
        synchronized (lock) {
            String arn = arn("service/" + cluster + "/" + name);
            ObjectNode node = (ObjectNode) MAPPER.readTree(members);
            services.put(
                    arn,
                    node.put("serviceArn", arn)
                            .put("serviceName", name)
                            .put("clusterArn", arn("cluster/" + cluster))
                            .put("status", "ACTIVE")
                            .put("taskDefinition", arn("task-definition/" + family + ":1")));
            return this;
        }
    }

    /**
     * A deployment of a service that waits at a PAUSE hook, {@code hook-ID}, which rolls back when it times out. Its revision
     * is the service as it is, and runs these images.
     *
     * @param images {@code CONTAINER IMAGE DIGEST}; without the last, ECS has not resolved it
     * @return ARN
     */
    public String waiting(String cluster, String service, String id, String... images) {
        synchronized (lock) {
            String arn = arn("service-deployment/" + cluster + "/" + service + "/" + id);
            ObjectNode declared = services.get(arn("service/" + cluster + "/" + service));
            String target = arn("service-revision/" + cluster + "/" + service + "/" + id);
            revisions.put(target, DeploymentDocuments.revision(declared, target, images));
            deployments.put(arn, DeploymentDocuments.deployment(declared, arn, target, "hook-" + id));
            return arn;
        }
    }

    /** Changes a deployment; the value is a text, a number or empty for no such member. */
    public FakeEcs deployment(String arn, String member, Object value) {
        synchronized (lock) {
            return set(deployments.get(arn), member, value);
        }
    }

    /** Changes the hook of a deployment. */
    public FakeEcs hook(String arn, String member, Object value) {
        synchronized (lock) {
            return set(
                    (ObjectNode)
                            deployments.get(arn).path("lifecycleHookDetails").path(0),
                    member,
                    value);
        }
    }

    /** Changes the target revision of a deployment. */
    public FakeEcs revision(String arn, String member, Object value) {
        synchronized (lock) {
            return set(revisions.get(target(arn)), member, value);
        }
    }

    private String target(String deployment) {
        return deployments
                .get(deployment)
                .path("targetServiceRevision")
                .path("arn")
                .asText();
    }

    private FakeEcs set(ObjectNode node, String member, Object value) {
        if (value.equals("")) {
            node.remove(member);
        } else {
            node.set(member, MAPPER.valueToTree(value));
        }
        return this;
    }

    /** The next of these calls fails; once for each time this is said. */
    public FakeEcs fails(String call, int status, String code) {
        script.fails(call, status, code);
        return this;
    }

    /** All of these calls are denied, until they are allowed. */
    public FakeEcs denies(String call) {
        script.denies(call);
        return this;
    }

    public FakeEcs allows(String call) {
        script.allows(call);
        return this;
    }

    /** Happens before this call is answered, once for each time this is said, in this order. It may wait for the test. */
    public FakeEcs before(String call, Runnable happens) {
        script.before(call, happens);
        return this;
    }

    /** Every answer to a hook that was tried, in their order. */
    public List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** The names of the calls, in their order. */
    public List<String> calls() {
        return script.calls();
    }

    /** Such as {@code AWAITING_ACTION}. */
    public String hookStatus(String arn) {
        synchronized (lock) {
            return deployments
                    .get(arn)
                    .path("lifecycleHookDetails")
                    .path(0)
                    .path("status")
                    .asText();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (target == null || !target.startsWith("AmazonEC2ContainerServiceV20141113.")) {
            account.answer(exchange, target, body);
            return;
        }
        String call = target.substring(target.indexOf('.') + 1);
        Optional<CallScript.Fault> fault = script.called(call);
        if (fault.isPresent()) {
            AwsServer.refuse(exchange, fault.get().status(), fault.get().code());
        } else {
            answer(exchange, call, MAPPER.readTree(body.isEmpty() ? "{}" : body));
        }
    }

    private void answer(HttpExchange exchange, String call, JsonNode request) throws IOException {
        synchronized (lock) {
            ObjectNode response = MAPPER.createObjectNode();
            switch (call) {
                case "DescribeTaskDefinition" ->
                    response.set(
                            "taskDefinition",
                            taskDefinitions.get(request.path("taskDefinition").asText()));
                case "ListServices" ->
                    services.forEach(
                            (arn, service) -> response.withArray("serviceArns").add(arn));
                case "DescribeServices" -> described(services, request.path("services"), response, "services");
                case "ListServiceDeployments" ->
                    deployments.values().stream()
                            .filter(each -> DeploymentDocuments.lists(request, each))
                            .forEach(response.withArray("serviceDeployments")::add);
                case "DescribeServiceDeployments" ->
                    described(deployments, request.path("serviceDeploymentArns"), response, "serviceDeployments");
                case "DescribeServiceRevisions" ->
                    described(revisions, request.path("serviceRevisionArns"), response, "serviceRevisions");
                case "ContinueServiceDeployment" -> {
                    if (!taken(request)) {
                        AwsServer.refuse(exchange, 400, "InvalidParameterException");
                        return;
                    }
                    response.put(
                            "serviceDeploymentArn",
                            request.path("serviceDeploymentArn").asText());
                }
                default -> {
                    AwsServer.refuse(exchange, 400, "AccessDeniedException");
                    return;
                }
            }
            AwsServer.json(exchange, 200, response.toString());
        }
    }

    private static void described(Map<String, ObjectNode> all, JsonNode asked, ObjectNode response, String member) {
        for (JsonNode each : asked) {
            String name = each.asText();
            all.forEach((arn, node) -> {
                if (arn.equals(name) || arn.endsWith("/" + name)) {
                    response.withArray(member).add(node);
                }
            });
        }
    }

    private boolean taken(JsonNode request) {
        String arn = request.path("serviceDeploymentArn").asText();
        String action = request.path("action").asText("");
        String hook = request.path("hookId").asText();
        ObjectNode deployment = deployments.get(arn);
        boolean taken = deployment != null
                && deployment.path("status").asText().equals("IN_PROGRESS")
                && deployment
                        .path("lifecycleHookDetails")
                        .path(0)
                        .path("hookId")
                        .asText()
                        .equals(hook)
                && hookStatus(arn).equals("AWAITING_ACTION");
        answers.add(new Answer(arn, hook, action, taken));
        if (taken) {
            boolean rollback = action.equals("ROLLBACK");
            hook(arn, "status", rollback ? "FAILED" : "SUCCEEDED");
            if (rollback) {
                deployment(arn, "status", "ROLLBACK_IN_PROGRESS");
            }
        }
        return taken;
    }

    @Override
    public void close() {
        server.close();
    }
}

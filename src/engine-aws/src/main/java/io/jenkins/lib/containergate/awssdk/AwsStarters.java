package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.start.StartLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Asks the APIs of EventBridge, its Scheduler, its Pipes and Step Functions.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EcsParameters.html">EcsParameters</a>
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeTargetEcsTaskParameters.html">Pipes</a>
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html">Step Functions and ECS</a>
 */
final class AwsStarters implements StartLookups {
    private static final Pattern UNIVERSAL = Pattern.compile("(?i).*:scheduler:::aws-sdk:ecs:(?:" + CALLS + ")");
    private static final Pattern RUNS_TASKS = Pattern.compile("(?i).*:states:::(?:aws-sdk:)?ecs:(?:" + CALLS + ").*");
    private static final String FROM_PATH = ".$";
    /** What a pipe takes from its source. */
    private static final Pattern FROM_SOURCE = Pattern.compile("\"<?(?:\\$[.\\[]|aws\\.pipes)|<(?:\\$|aws\\.pipes)");

    private static final String EXPRESSION = "{%";

    private final JsonService events;
    private final RestService scheduler;
    private final RestService pipes;
    private final JsonService machines;
    private final JsonMapper json =
            JsonMapper.builder(JsonBounds.depth(64).factory()).build();

    AwsStarters(JsonService events, RestService scheduler, RestService pipes, JsonService machines) {
        this.events = events;
        this.scheduler = scheduler;
        this.pipes = pipes;
        this.machines = machines;
    }

    @Override
    public Lookup<List<Starter>> eventRules(String cluster, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the event rules of " + cluster;
        return AwsCalls.lookup(() -> {
            List<Starter> all = new ArrayList<>();
            for (JsonNode bus : events.all(
                    AwsAction.EVENTS_LIST_BUSES,
                    subject,
                    JsonNodeFactory.instance.objectNode(),
                    "EventBuses",
                    deadline)) {
                String name = text(bus, "Name", subject);
                for (JsonNode rule : events.all(
                        AwsAction.EVENTS_LIST_RULES_BY_TARGET,
                        subject,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("EventBusName", name)
                                .put("TargetArn", cluster),
                        "RuleNames",
                        deadline)) {
                    int before = all.size();
                    for (JsonNode target : events.all(
                            AwsAction.EVENTS_LIST_TARGETS,
                            subject,
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("EventBusName", name)
                                    .put("Rule", rule.asText()),
                            "Targets",
                            deadline)) {
                        if (target.path("Arn").asText().equals(cluster)) {
                            all.add(target("event rule", rule.asText(), target, subject));
                        }
                    }
                    // the list named it for a target in this cluster
                    if (all.size() == before) {
                        throw AwsCalls.strange(subject);
                    }
                }
            }
            return List.copyOf(all);
        });
    }

    @Override
    public Lookup<List<Starter>> schedules(String cluster, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the schedules of " + cluster;
        return AwsCalls.lookup(() -> {
            List<Starter> all = new ArrayList<>();
            for (JsonNode each :
                    scheduler.all(AwsAction.SCHEDULER_LIST, subject, "/schedules", "Schedules", deadline)) {
                String listed = each.path("Target").path("Arn").asText();
                // the list may leave it out
                if (!listed.isEmpty() && !starts(listed, cluster)) {
                    continue;
                }
                String name = text(each, "Name", subject);
                JsonNode target = scheduler
                        .get(
                                AwsAction.SCHEDULER_GET,
                                subject,
                                "/schedules/" + SdkHttpUtils.urlEncode(name),
                                Map.of("groupName", text(each, "GroupName", subject)),
                                deadline)
                        .path("Target");
                String arn = listed.isEmpty() ? text(target, "Arn", subject) : listed;
                if (!starts(arn, cluster)) {
                    continue;
                }
                if (arn.equals(cluster)) {
                    all.add(target("schedule", name, target, subject));
                } else {
                    JsonNode input = parsed(target.path("Input").asText(), subject);
                    if (of(cluster, input.path("Cluster"))) {
                        all.add(new Starter("schedule", name, shaped(input).toString(), false));
                    }
                }
            }
            return List.copyOf(all);
        });
    }

    private static boolean starts(String target, String cluster) {
        return target.equals(cluster) || UNIVERSAL.matcher(target).matches();
    }

    private static ObjectNode launch(JsonNode parameters, String subject) throws UnansweredException {
        if (!parameters.isObject()) {
            throw AwsCalls.strange(subject);
        }
        ObjectNode launch = shaped(parameters);
        JsonNode definition = launch.remove("taskDefinitionArn");
        if (definition != null) {
            launch.set("taskDefinition", definition);
        }
        return launch;
    }

    /** What a target hands to the tasks is JSON in a text, or made of the event. */
    private Starter target(String kind, String name, JsonNode target, String subject) throws UnansweredException {
        ObjectNode launch = launch(target.path("EcsParameters"), subject);
        if (target.path("Input").isTextual()) {
            launch.set("overrides", parsed(target.path("Input").asText(), subject));
        }
        boolean later = target.has("InputTransformer") || target.has("InputPath");
        return new Starter(kind, name, launch.toString(), later);
    }

    @Override
    public Lookup<List<Starter>> pipes(String cluster, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the pipes of " + cluster;
        return AwsCalls.lookup(() -> {
            List<Starter> all = new ArrayList<>();
            for (JsonNode each : pipes.all(AwsAction.PIPES_LIST, subject, "/v1/pipes", "Pipes", deadline)) {
                String listed = each.path("Target").asText();
                // the list may leave it out
                if (!listed.isEmpty() && !listed.equals(cluster)) {
                    continue;
                }
                String name = text(each, "Name", subject);
                JsonNode pipe = pipes.get(
                        AwsAction.PIPES_DESCRIBE,
                        subject,
                        "/v1/pipes/" + SdkHttpUtils.urlEncode(name),
                        Map.of(),
                        deadline);
                if (text(pipe, "Target", subject).equals(cluster)) {
                    JsonNode target = pipe.path("TargetParameters");
                    ObjectNode launch = launch(target.path("EcsTaskParameters"), subject);
                    boolean later = target.has("InputTemplate")
                            || FROM_SOURCE.matcher(launch.toString()).find();
                    all.add(new Starter("pipe", name, launch.toString(), later));
                } else if (!listed.isEmpty()) {
                    throw AwsCalls.strange(subject);
                }
            }
            return List.copyOf(all);
        });
    }

    @Override
    public Lookup<List<Starter>> stateMachines(String cluster, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the state machines of the account";
        return AwsCalls.lookup(() -> {
            List<Starter> all = new ArrayList<>();
            for (JsonNode each : machines.all(
                    AwsAction.STATES_LIST, subject, JsonNodeFactory.instance.objectNode(), "stateMachines", deadline)) {
                JsonNode machine = machines.ask(
                        AwsAction.STATES_DESCRIBE,
                        subject,
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("stateMachineArn", text(each, "stateMachineArn", subject)),
                        deadline);
                String name = text(each, "name", subject);
                collect(name, parsed(text(machine, "definition", subject), subject), cluster, all);
            }
            return List.copyOf(all);
        });
    }

    private static void collect(String machine, JsonNode node, String cluster, List<Starter> all) {
        JsonNode resource = node.path("Resource");
        if (resource.isTextual() && RUNS_TASKS.matcher(resource.asText()).matches()) {
            JsonNode given = node.has("Arguments") ? node.path("Arguments") : node.path("Parameters");
            if (!given.isObject() || given.has("Cluster" + FROM_PATH) || of(cluster, given.path("Cluster"))) {
                boolean later = !given.isObject()
                        || given.toString().contains(FROM_PATH + '"')
                        || given.toString().contains(EXPRESSION);
                all.add(new Starter(
                        "state machine",
                        machine,
                        given.isObject() ? shaped(given).toString() : "{}",
                        later));
            }
        }
        for (JsonNode child : node) {
            collect(machine, child, cluster, all);
        }
    }

    /** By ARN, or by name; none is the cluster {@code default}, and an expression may be any. */
    private static boolean of(String cluster, JsonNode named) {
        String name = cluster.substring(cluster.lastIndexOf('/') + 1);
        return named.isMissingNode()
                ? name.equals("default")
                : named.asText().equals(cluster)
                        || named.asText().equals(name)
                        || named.asText().contains(EXPRESSION);
    }

    private JsonNode parsed(String text, String subject) throws UnansweredException {
        try {
            JsonNode node = json.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            // told below; the text may hold anything
        }
        throw AwsCalls.strange(subject);
    }

    /** With the names of members as ECS itself writes them, which begin in lower case. */
    private static ObjectNode shaped(JsonNode node) {
        ObjectNode shaped = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = member.getKey();
            shaped.set(
                    name.isEmpty() ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1),
                    shapedValue(member.getValue()));
        }
        return shaped;
    }

    private static JsonNode shapedValue(JsonNode value) {
        if (value.isObject()) {
            return shaped(value);
        }
        if (value.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> items.add(shapedValue(item)));
            return items;
        }
        return value;
    }

    private static String text(JsonNode node, String member, String subject) throws UnansweredException {
        if (!node.path(member).isTextual()) {
            throw AwsCalls.strange(subject);
        }
        return node.path(member).asText();
    }
}

package io.jenkins.lib.containergate.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import io.jenkins.lib.containergate.testkit.aws.AwsServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * ECS of a {@link Fleet}, and what is around it: as slow as AWS, and with its limits on the rate of calls. What it does not know
 * it has no permission for.
 */
final class SyntheticAws implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 100;
    /** The access key is the number of the account. */
    private static final Pattern KEY = Pattern.compile("Credential=([0-9]{12})/");

    private static final String REFUSED = "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}";
    private static final String REFUSED_IN_XML =
            "<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>";
    private static final String DENIED = "{\"__type\":\"AccessDeniedException\",\"message\":\"not simulated\"}";
    private static final String REFUSED_BY_EC2 = "<Response><Errors><Error><Code>RequestLimitExceeded</Code>"
            + "<Message>Request limit exceeded.</Message></Error></Errors><RequestID>1</RequestID></Response>";

    private final Fleet fleet;
    private final SyntheticImages images;
    private final Duration latency;
    private final RequestBuckets buckets = new RequestBuckets();
    private final Map<String, AtomicLong> answered = new ConcurrentHashMap<>();
    private final AtomicLong throttled = new AtomicLong();
    private final Map<String, AtomicLong> requests = new ConcurrentHashMap<>();
    private final AwsServer server;

    SyntheticAws(Fleet fleet, SyntheticImages images, Duration latency) throws IOException {
        this.fleet = fleet;
        this.images = images;
        this.latency = latency;
        this.server = AwsServer.start(this::handle);
    }

    URI endpoint() {
        return server.address();
    }

    /** Answered calls by their names, and how many were refused for their rate. */
    String calls() {
        return new TreeMap<>(answered) + ", refused for their rate: " + throttled;
    }

    /** What was asked for more than once and answered each time, with how often. */
    Map<String, Long> repeated() {
        Map<String, Long> repeated = new TreeMap<>();
        requests.forEach((request, times) -> {
            if (times.get() > 1) {
                repeated.put(request, times.get());
            }
        });
        return repeated;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            Map<String, String> form = target == null ? AwsServer.form(body) : Map.of();
            String action = AwsServer.call(exchange, body);
            Matcher key = KEY.matcher(exchange.getRequestHeaders().getFirst("Authorization"));
            String account = key.find() ? key.group(1) : "000000000000";
            if (!RequestBuckets.knows(action)) {
                answered.computeIfAbsent("not simulated", unused -> new AtomicLong())
                        .incrementAndGet();
                Thread.sleep(latency.toMillis());
                answer(exchange, 403, DENIED);
                return;
            }
            if (!buckets.take(account, action)) {
                throttled.incrementAndGet();
                boolean ec2 = RequestBuckets.isOfEc2(action);
                answer(exchange, ec2 ? 503 : 400, target != null ? REFUSED : ec2 ? REFUSED_BY_EC2 : REFUSED_IN_XML);
                return;
            }
            answered.computeIfAbsent(action, unused -> new AtomicLong()).incrementAndGet();
            requests.computeIfAbsent(action + " " + body, unused -> new AtomicLong())
                    .incrementAndGet();
            Thread.sleep(latency.toMillis());
            answer(exchange, 200, target == null ? xml(account, action, form) : json(account, action, body));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String xml(String account, String action, Map<String, String> form) {
        return action.equals("DescribeNetworkInterfaces")
                ? interfaces(form)
                : SyntheticAccount.xml(account, action, form).orElseThrow();
    }

    private String json(String account, String action, String body) throws IOException {
        JsonNode request = JSON.readTree(body);
        Optional<String> waf =
                SyntheticAccount.waf(action, request.path("ResourceArn").asText());
        return waf.isPresent() ? waf.get() : ecs(account, action, request);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        if (text.startsWith("<")) {
            AwsServer.xml(exchange, status, text);
        } else {
            AwsServer.json(exchange, status, text);
        }
    }

    private String ecs(String account, String action, JsonNode request) throws IOException {
        String cluster = last(request.path("cluster").asText());
        return switch (action) {
            case "ListClusters" ->
                page("clusterArns", fleet.clusters(), request, i -> Fleet.arn(account, "cluster/c" + i));
            case "DescribeClusters" -> {
                String name = last(request.path("clusters").path(0).asText());
                yield "{\"clusters\":[{\"clusterArn\":\"" + Fleet.arn(account, "cluster/" + name)
                        + "\",\"clusterName\":\"" + name + "\",\"status\":\"ACTIVE\"}],\"failures\":[]}";
            }
            case "ListTasks" ->
                page(
                        "taskArns",
                        request.path("desiredStatus").asText().equals("STOPPED") ? 0 : fleet.services() * fleet.tasks(),
                        request,
                        i -> Fleet.arn(account, "task/" + cluster + "/%032x".formatted(i)));
            case "ListServices" ->
                page(
                        "serviceArns",
                        fleet.services(),
                        request,
                        i -> Fleet.arn(account, "service/" + cluster + "/s" + i));
            case "ListTaskDefinitionFamilies" ->
                page(
                        "families",
                        fleet.clusters() * fleet.services(),
                        request,
                        i -> "c" + i / fleet.services() + "-s" + i % fleet.services());
            case "DescribeTasks" -> described("tasks", request, name -> task(account, cluster, name));
            case "DescribeServices" -> described("services", request, name -> service(account, cluster, name));
            default -> definition(account, last(request.path("taskDefinition").asText()));
        };
    }

    private interface Item {
        String of(int number);
    }

    private static String page(String member, int count, JsonNode request, Item item) {
        int from = request.path("nextToken").asInt(0);
        int to = Math.min(count, from + PAGE);
        List<String> items = new ArrayList<>();
        for (int i = from; i < to; i++) {
            items.add('"' + item.of(i) + '"');
        }
        return "{\"" + member + "\":[" + String.join(",", items) + "]"
                + (to < count ? ",\"nextToken\":\"" + to + "\"" : "") + "}";
    }

    private interface Described {
        String of(String name);
    }

    private static String described(String member, JsonNode request, Described described) {
        List<String> items = new ArrayList<>();
        request.path(member).forEach(each -> items.add(described.of(last(each.asText()))));
        return "{\"" + member + "\":[" + String.join(",", items) + "],\"failures\":[]}";
    }

    private static String last(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private int number(String account, String cluster) {
        return Integer.parseInt(account) % 1_000_000 * fleet.clusters() + Integer.parseInt(cluster.substring(1));
    }

    private String task(String account, String cluster, String id) {
        int task = Integer.parseInt(id, 16);
        int service = task / fleet.tasks();
        StringBuilder containers = new StringBuilder();
        for (int image : fleet.images(number(account, cluster), service)) {
            containers
                    .append(containers.isEmpty() ? "" : ",")
                    .append("{\"containerArn\":\"")
                    .append(Fleet.arn(account, "container/" + cluster + "/" + id + "/" + image))
                    .append("\",\"name\":\"c")
                    .append(image)
                    .append("\",\"image\":\"")
                    .append(images.pinned(image))
                    .append("\",\"imageDigest\":\"")
                    .append(images.digest(image))
                    .append("\",\"lastStatus\":\"RUNNING\",\"healthStatus\":\"HEALTHY\",\"cpu\":\"128\"}");
        }
        return "{\"taskArn\":\"" + Fleet.arn(account, "task/" + cluster + "/" + id) + "\",\"clusterArn\":\""
                + Fleet.arn(account, "cluster/" + cluster) + "\",\"taskDefinitionArn\":\""
                + Fleet.arn(account, "task-definition/" + cluster + "-s" + service + ":1")
                + "\",\"group\":\"service:s" + service
                + "\",\"lastStatus\":\"RUNNING\",\"desiredStatus\":\"RUNNING\",\"launchType\":\"FARGATE\","
                + "\"startedAt\":1.795E9,\"enableExecuteCommand\":false,\"attributes\":"
                + "[{\"name\":\"ecs.cpu-architecture\",\"value\":\"x86_64\"}],\"attachments\":[{\"type\":"
                + "\"ElasticNetworkInterface\",\"status\":\"ATTACHED\",\"details\":[{\"name\":\"networkInterfaceId\","
                + "\"value\":\"eni-" + cluster + id.substring(16) + "\"}]}],\"overrides\":{\"containerOverrides\":[]},"
                + "\"containers\":[" + containers + "]}";
    }

    private static String service(String account, String cluster, String name) {
        int number = Integer.parseInt(name.substring(1));
        String definition = Fleet.arn(account, "task-definition/" + cluster + "-" + name + ":1");
        return "{\"serviceName\":\"" + name + "\",\"serviceArn\":\""
                + Fleet.arn(account, "service/" + cluster + "/" + name) + "\",\"clusterArn\":\""
                + Fleet.arn(account, "cluster/" + cluster)
                + "\",\"status\":\"ACTIVE\",\"launchType\":\"FARGATE\",\"schedulingStrategy\":\"REPLICA\","
                + "\"networkConfiguration\":{\"awsvpcConfiguration\":{\"assignPublicIp\":\"DISABLED\",\"subnets\":[\""
                + SyntheticAccount.subnet(number % SyntheticAccount.SUBNETS) + "\"],\"securityGroups\":[\""
                + SyntheticAccount.securityGroup(number) + "\"]}},\"loadBalancers\":[{\"containerName\":\"c0\","
                + "\"containerPort\":8080,\"targetGroupArn\":\"" + SyntheticAccount.targetGroup(account, number)
                + "\"}],"
                + "\"taskDefinition\":\"" + definition
                + "\",\"deployments\":[{\"id\":\"ecs-svc/1\",\"status\":\"PRIMARY\","
                + "\"taskDefinition\":\"" + definition + "\"}]}";
    }

    private String definition(String account, String name) {
        String family = name.replaceFirst(":1$", "");
        int service = Integer.parseInt(family.substring(family.indexOf("-s") + 2));
        String cluster = family.substring(0, family.indexOf("-s"));
        StringBuilder containers = new StringBuilder();
        for (int image : fleet.images(number(account, cluster), service)) {
            containers
                    .append(containers.isEmpty() ? "" : ",")
                    .append("{\"name\":\"c")
                    .append(image)
                    .append("\",\"image\":\"")
                    .append(images.pinned(image))
                    .append(
                            "\",\"essential\":true,\"user\":\"10001\",\"readonlyRootFilesystem\":true,\"privileged\":false,")
                    .append(
                            "\"versionConsistency\":\"enabled\",\"linuxParameters\":{\"capabilities\":{\"drop\":[\"ALL\"]},")
                    .append("\"initProcessEnabled\":true},\"logConfiguration\":{\"logDriver\":\"awslogs\",\"options\":")
                    .append("{\"awslogs-group\":\"/shop\",\"awslogs-region\":\"eu-central-1\",")
                    .append("\"awslogs-stream-prefix\":\"shop\"}}}");
        }
        return "{\"taskDefinition\":{\"taskDefinitionArn\":\"" + Fleet.arn(account, "task-definition/" + family + ":1")
                + "\",\"family\":\"" + family + "\",\"revision\":1,\"status\":\"ACTIVE\",\"networkMode\":\"awsvpc\","
                + "\"requiresCompatibilities\":[\"FARGATE\"],\"cpu\":\"256\",\"memory\":\"512\","
                + "\"taskRoleArn\":\"" + SyntheticAccount.role(account, service)
                + "\",\"executionRoleArn\":\"arn:aws:iam::"
                + account + ":role/exec\",\"runtimePlatform\":{\"operatingSystemFamily\":\"LINUX\","
                + "\"cpuArchitecture\":\"X86_64\"},\"containerDefinitions\":[" + containers + "]}}";
    }

    /** None has a public address, and none holds a security group. */
    private static String interfaces(Map<String, String> form) {
        StringBuilder items = new StringBuilder();
        form.forEach((name, value) -> {
            if (name.startsWith("Filter.1.Value.") && value.startsWith("eni-")) {
                items.append("<item><networkInterfaceId>").append(value).append("</networkInterfaceId></item>");
            }
        });
        return "<DescribeNetworkInterfacesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">"
                + "<networkInterfaceSet>" + items + "</networkInterfaceSet></DescribeNetworkInterfacesResponse>";
    }

    @Override
    public void close() {
        server.close();
    }
}

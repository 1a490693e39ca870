package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Asks the API of Elastic Load Balancing, version 2015-12-01.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/Welcome.html">API reference</a>
 */
final class AwsLoadBalancers implements LoadBalancerLookups {
    private static final int NAMES = 20;

    private final QueryService elb;
    private final Once<List<String>, List<LoadBalancer>> described;

    AwsLoadBalancers(QueryService elb) {
        this.elb = elb;
        this.described = new Once<>(this::described);
    }

    @Override
    public Lookup<List<LoadBalancer>> inFrontOf(List<String> targetGroups, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the target groups " + String.join(", ", targetGroups);
        return AwsCalls.lookup(() -> {
            Set<String> balancers = new LinkedHashSet<>();
            for (List<String> batch : AwsCalls.batches(targetGroups, NAMES)) {
                List<JsonNode> groups = elb.all(
                        AwsAction.ELB_DESCRIBE_TARGET_GROUPS,
                        subject,
                        QueryService.members("TargetGroupArns", batch),
                        "TargetGroups",
                        deadline);
                if (groups.size() != batch.size()) {
                    throw AwsCalls.strange(subject);
                }
                for (JsonNode group : groups) {
                    QueryService.elements(group, "LoadBalancerArns", subject)
                            .forEach(arn -> balancers.add(arn.asText()));
                }
            }
            List<LoadBalancer> found = new ArrayList<>();
            for (List<String> batch : AwsCalls.batches(List.copyOf(balancers), NAMES)) {
                found.addAll(described.get(List.copyOf(batch), deadline));
            }
            return List.copyOf(found);
        });
    }

    /** Many services are behind one. */
    private List<LoadBalancer> described(List<String> arns, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        String subject = "the load balancers " + String.join(", ", arns);
        List<JsonNode> described = elb.all(
                AwsAction.ELB_DESCRIBE_LOAD_BALANCERS,
                subject,
                QueryService.members("LoadBalancerArns", arns),
                "LoadBalancers",
                deadline);
        if (described.size() != arns.size()) {
            throw AwsCalls.strange(subject);
        }
        List<LoadBalancer> found = new ArrayList<>();
        for (JsonNode each : described) {
            found.add(balancer(each, subject));
        }
        return List.copyOf(found);
    }

    /** What does not say that it is internal counts as open to the internet. */
    private static LoadBalancer balancer(JsonNode balancer, String subject) throws UnansweredException {
        return new LoadBalancer(
                text(balancer, "LoadBalancerArn", subject),
                text(balancer, "LoadBalancerName", subject),
                text(balancer, "Type", subject),
                !balancer.path("Scheme").asText().equals("internal"),
                zones(balancer, subject),
                balancer.path("VpcId").asText());
    }

    private static List<Zone> zones(JsonNode balancer, String subject) throws UnansweredException {
        List<Zone> zones = new ArrayList<>();
        // others have addresses that come and go
        if (!balancer.path("Type").asText().equals("network") || !balancer.has("AvailabilityZones")) {
            return zones;
        }
        for (JsonNode zone : QueryService.elements(balancer, "AvailabilityZones", subject)) {
            List<String> allocations = new ArrayList<>();
            if (zone.has("LoadBalancerAddresses")) {
                for (JsonNode address : QueryService.elements(zone, "LoadBalancerAddresses", subject)) {
                    String id = address.path("AllocationId").asText();
                    if (!id.isEmpty()) {
                        allocations.add(id);
                    }
                }
            }
            zones.add(new Zone(text(zone, "ZoneName", subject), allocations));
        }
        return zones;
    }

    @Override
    public Lookup<List<Listener>> listeners(String balancer, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the listeners of " + balancer;
        return AwsCalls.lookup(() -> {
            List<Listener> listeners = new ArrayList<>();
            for (JsonNode each : elb.all(
                    AwsAction.ELB_DESCRIBE_LISTENERS,
                    subject,
                    Map.of("LoadBalancerArn", balancer),
                    "Listeners",
                    deadline)) {
                String protocol = text(each, "Protocol", subject);
                List<Action> actions = new ArrayList<>(actions(each, "DefaultActions", subject));
                if (protocol.equals("HTTP")) {
                    for (JsonNode rule : elb.all(
                            AwsAction.ELB_DESCRIBE_RULES,
                            subject,
                            Map.of("ListenerArn", text(each, "ListenerArn", subject)),
                            "Rules",
                            deadline)) {
                        actions.addAll(actions(rule, "Actions", subject));
                    }
                }
                listeners.add(new Listener(
                        each.path("Port").asInt(),
                        protocol,
                        Optional.of(each.path("SslPolicy").asText()).filter(name -> !name.isEmpty()),
                        actions));
            }
            return List.copyOf(listeners);
        });
    }

    private static List<Action> actions(JsonNode node, String list, String subject) throws UnansweredException {
        List<Action> actions = new ArrayList<>();
        for (JsonNode action : QueryService.elements(node, list, subject)) {
            actions.add(new Action(
                    text(action, "Type", subject),
                    Optional.of(action.path("RedirectConfig").path("Protocol").asText())
                            .filter(protocol -> !protocol.isEmpty())));
        }
        return actions;
    }

    @Override
    public Lookup<Map<String, String>> attributes(String balancer, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the attributes of " + balancer;
        return AwsCalls.lookup(() -> {
            Map<String, String> attributes = new TreeMap<>();
            JsonNode answer = elb.ask(
                    AwsAction.ELB_DESCRIBE_LOAD_BALANCER_ATTRIBUTES,
                    subject,
                    Map.of("LoadBalancerArn", balancer),
                    deadline);
            for (JsonNode each : QueryService.elements(answer, "Attributes", subject)) {
                attributes.put(text(each, "Key", subject), each.path("Value").asText());
            }
            if (attributes.isEmpty()) {
                throw AwsCalls.strange(subject);
            }
            return Map.copyOf(attributes);
        });
    }

    @Override
    public Lookup<List<TlsPolicy>> tlsPolicies(List<String> names, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the security policies " + String.join(", ", names);
        return AwsCalls.lookup(() -> {
            List<TlsPolicy> policies = new ArrayList<>();
            for (JsonNode each : elb.all(
                    AwsAction.ELB_DESCRIBE_SSL_POLICIES,
                    subject,
                    QueryService.members("Names", names),
                    "SslPolicies",
                    deadline)) {
                List<String> protocols = new ArrayList<>();
                for (JsonNode protocol : JsonService.elements(each, "SslProtocols", subject)) {
                    protocols.add(protocol.asText());
                }
                List<String> ciphers = new ArrayList<>();
                for (JsonNode cipher : JsonService.elements(each, "Ciphers", subject)) {
                    ciphers.add(text(cipher, "Name", subject));
                }
                if (protocols.isEmpty() || ciphers.isEmpty()) {
                    throw AwsCalls.strange(subject);
                }
                policies.add(new TlsPolicy(text(each, "Name", subject), protocols, ciphers));
            }
            return List.copyOf(policies);
        });
    }

    private static String text(JsonNode node, String member, String subject) throws UnansweredException {
        String text = node.path(member).asText();
        if (text.isEmpty()) {
            throw AwsCalls.strange(subject);
        }
        return text;
    }
}

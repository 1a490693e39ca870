package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.vpc.FirewallLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks the API of AWS Network Firewall.
 *
 * @see <a href="https://docs.aws.amazon.com/network-firewall/latest/APIReference/Welcome.html">API reference</a>
 */
final class AwsFirewalls implements FirewallLookups {
    private final JsonService firewalls;

    AwsFirewalls(JsonService firewalls) {
        this.firewalls = firewalls;
    }

    @Override
    public Lookup<List<Firewall>> firewalls(String vpc, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the firewalls of " + vpc;
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.putArray("VpcIds").add(vpc);
        return AwsCalls.lookup(() -> {
            List<Firewall> all = new ArrayList<>();
            for (JsonNode each : firewalls.all(AwsAction.FIREWALL_LIST, subject, input, "Firewalls", deadline)) {
                String name = each.path("FirewallName").asText();
                JsonNode firewall = ask(
                                AwsAction.FIREWALL_DESCRIBE, "FirewallArn", each.path("FirewallArn"), subject, deadline)
                        .path("Firewall");
                JsonNode policy = ask(
                                AwsAction.FIREWALL_DESCRIBE_POLICY,
                                "FirewallPolicyArn",
                                firewall.path("FirewallPolicyArn"),
                                subject,
                                deadline)
                        .path("FirewallPolicy");
                if (!policy.path("StatelessDefaultActions").isArray()
                        || !policy.path("StatelessFragmentDefaultActions").isArray()) {
                    throw AwsCalls.strange(subject);
                }
                all.add(new Firewall(
                        name,
                        texts(policy.path("StatelessDefaultActions")),
                        texts(policy.path("StatelessFragmentDefaultActions")),
                        texts(policy.path("StatefulDefaultActions")),
                        policy.path("StatefulEngineOptions")
                                .path("RuleOrder")
                                .asText()
                                .equals("STRICT_ORDER")));
            }
            return List.copyOf(all);
        });
    }

    private JsonNode ask(AwsAction action, String member, JsonNode arn, String subject, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        if (!arn.isTextual()) {
            throw AwsCalls.strange(subject);
        }
        return firewalls.ask(
                action, subject, JsonNodeFactory.instance.objectNode().put(member, arn.asText()), deadline);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}

package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.dns.DnsLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;

/**
 * Asks the API of Route 53 Resolver.
 *
 * @see <a href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_Operations_Amazon_Route_53_Resolver.html">API
 *     reference</a>
 */
final class AwsDns implements DnsLookups {
    private final JsonService resolver;

    AwsDns(JsonService resolver) {
        this.resolver = resolver;
    }

    @Override
    public Lookup<DnsFirewall> firewall(String vpc, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "DNS Firewall of " + vpc;
        return AwsCalls.lookup(() -> {
            List<JsonNode> associations = resolver.all(
                    AwsAction.RESOLVER_LIST_FIREWALL_RULE_GROUP_ASSOCIATIONS,
                    subject,
                    JsonNodeFactory.instance.objectNode().put("VpcId", vpc),
                    "FirewallRuleGroupAssociations",
                    deadline);
            boolean blocking = false;
            for (JsonNode association : associations) {
                blocking |= !association.path("Status").asText().equals("DELETING")
                        && blocks(association.path("FirewallRuleGroupId").asText(), subject, deadline);
            }
            JsonNode config = resolver.ask(
                            AwsAction.RESOLVER_GET_FIREWALL_CONFIG,
                            subject,
                            JsonNodeFactory.instance.objectNode().put("ResourceId", vpc),
                            deadline)
                    .path("FirewallConfig")
                    .path("FirewallFailOpen");
            if (!config.isTextual()) {
                throw AwsCalls.strange(subject);
            }
            return new DnsFirewall(associations.size(), blocking, config.asText());
        });
    }

    private boolean blocks(String group, String subject, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        return resolver
                .all(
                        AwsAction.RESOLVER_LIST_FIREWALL_RULES,
                        subject,
                        JsonNodeFactory.instance.objectNode().put("FirewallRuleGroupId", group),
                        "FirewallRules",
                        deadline)
                .stream()
                .anyMatch(rule -> rule.path("Action").asText().equals("BLOCK"));
    }

    @Override
    public Lookup<Boolean> queriesLogged(String vpc, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        ObjectNode filter = input.putArray("Filters").addObject().put("Name", "ResourceId");
        filter.putArray("Values").add(vpc);
        return AwsCalls.lookup(() -> resolver
                .all(
                        AwsAction.RESOLVER_LIST_QUERY_LOG_CONFIG_ASSOCIATIONS,
                        "the query logging of " + vpc,
                        input,
                        "ResolverQueryLogConfigAssociations",
                        deadline)
                .stream()
                .anyMatch(each -> each.path("ResourceId").asText().equals(vpc)
                        && each.path("Status").asText().equals("ACTIVE")));
    }
}

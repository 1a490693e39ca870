package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the API of AWS WAF.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/APIReference/API_GetWebACLForResource.html">GetWebACLForResource</a>
 */
final class AwsWebAcls implements WebAclLookups {
    private static final Set<String> STOPPING = Set.of("Block", "Captcha", "Challenge");

    private final JsonService waf;

    AwsWebAcls(JsonService waf) {
        this.waf = waf;
    }

    @Override
    public Lookup<Optional<WebAcl>> webAcl(String resource, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the web ACL of " + resource;
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("ResourceArn", resource);
        return AwsCalls.lookup(() -> {
            JsonNode acl = waf.ask(AwsAction.WAF_GET_WEB_ACL_FOR_RESOURCE, subject, input, deadline)
                    .path("WebACL");
            if (acl.isMissingNode() || acl.isNull()) {
                return Optional.empty();
            }
            if (!acl.path("Name").isTextual()) {
                throw AwsCalls.strange(subject);
            }
            List<AclRule> rules = new ArrayList<>();
            acl.path("Rules").forEach(rule -> rules.add(rule(rule, rule.path("Statement"))));
            for (String by : List.of("PreProcessFirewallManagerRuleGroups", "PostProcessFirewallManagerRuleGroups")) {
                acl.path(by).forEach(rule -> rules.add(rule(rule, rule.path("FirewallManagerStatement"))));
            }
            return Optional.of(new WebAcl(acl.path("Name").asText(), rules));
        });
    }

    /** A group of rules stops requests unless all of it is overridden; another rule has an action of its own. */
    private static AclRule rule(JsonNode rule, JsonNode statement) {
        JsonNode managed = statement.path("ManagedRuleGroupStatement");
        return new AclRule(
                rule.path("Name").asText(),
                managed.isObject()
                        ? Optional.of(managed.path("VendorName").asText() + "/"
                                + managed.path("Name").asText())
                        : Optional.empty(),
                statement.path("RateBasedStatement").isObject(),
                rule.path("OverrideAction").has("None") || STOPPING.stream().anyMatch(rule.path("Action")::has));
    }
}

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
 * Asks the APIs of AWS WAF and AWS Shield.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/APIReference/API_GetWebACLForResource.html">GetWebACLForResource</a>
 * @see <a href="https://docs.aws.amazon.com/waf/latest/DDOSAPIReference/API_DescribeProtection.html">DescribeProtection</a>
 */
final class AwsWebAcls implements WebAclLookups {
    private static final Set<String> STOPPING = Set.of("Block", "Captcha", "Challenge");

    private final JsonService waf;
    private final JsonService shield;

    AwsWebAcls(JsonService waf, JsonService shield) {
        this.waf = waf;
        this.shield = shield;
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
            if (!acl.path("Name").isTextual() || !acl.path("ARN").isTextual()) {
                throw AwsCalls.strange(subject);
            }
            List<AclRule> rules = new ArrayList<>();
            acl.path("Rules").forEach(rule -> rules.add(rule(rule, rule.path("Statement"))));
            for (String by : List.of("PreProcessFirewallManagerRuleGroups", "PostProcessFirewallManagerRuleGroups")) {
                acl.path(by).forEach(rule -> rules.add(rule(rule, rule.path("FirewallManagerStatement"))));
            }
            return Optional.of(
                    new WebAcl(acl.path("ARN").asText(), acl.path("Name").asText(), rules));
        });
    }

    @Override
    public Lookup<Boolean> logs(String webAcl, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the logging configuration of " + webAcl;
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("ResourceArn", webAcl);
        return AwsCalls.lookup(() -> {
            try {
                JsonNode configuration = waf.ask(AwsAction.WAF_GET_LOGGING_CONFIGURATION, subject, input, deadline)
                        .path("LoggingConfiguration");
                return !JsonService.elements(configuration, "LogDestinationConfigs", subject)
                                .isEmpty()
                        && !dropped(configuration.path("LoggingFilter"));
            } catch (UnansweredException e) {
                return none(e, "WAFNonexistentItemException");
            }
        });
    }

    @Override
    public Lookup<Boolean> shielded(String resource, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the protection of " + resource;
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("ResourceArn", resource);
        return AwsCalls.lookup(() -> {
            try {
                JsonNode protection = shield.ask(AwsAction.SHIELD_DESCRIBE_PROTECTION, subject, input, deadline)
                        .path("Protection");
                if (!protection.path("ResourceArn").asText().equals(resource)) {
                    throw AwsCalls.strange(subject);
                }
                return true;
            } catch (UnansweredException e) {
                return none(e, "ResourceNotFoundException");
            }
        });
    }

    /** Whether a filter keeps no request at all in the log. */
    private static boolean dropped(JsonNode filter) {
        boolean drops = filter.path("DefaultBehavior").asText().equals("DROP");
        for (JsonNode each : filter.path("Filters")) {
            drops &= !each.path("Behavior").asText().equals("KEEP");
        }
        return drops;
    }

    /** @param code by which AWS says that there is none */
    private static boolean none(UnansweredException answer, String code) throws UnansweredException {
        if (answer.says(code)) {
            return false;
        }
        throw answer;
    }

    /** A group of rules stops requests unless all of it is overridden; another rule has an action of its own. */
    private static AclRule rule(JsonNode rule, JsonNode statement) {
        JsonNode managed = statement.path("ManagedRuleGroupStatement");
        JsonNode rate = statement.path("RateBasedStatement");
        return new AclRule(
                rule.path("Name").asText(),
                managed.isObject()
                        ? Optional.of(managed.path("VendorName").asText() + "/"
                                + managed.path("Name").asText())
                        : Optional.empty(),
                rate.isObject(),
                rule.path("OverrideAction").has("None") || stops(rule.path("Action")),
                counted(managed),
                scoped(managed) || scoped(rate),
                rate.path("Limit").asLong());
    }

    /** By something else than that the addresses of an IP set are exempt. */
    private static boolean scoped(JsonNode statement) {
        JsonNode scope = statement.path("ScopeDownStatement");
        return scope.isObject() && !scope.path("NotStatement").path("Statement").has("IPSetReferenceStatement");
    }

    private static boolean stops(JsonNode action) {
        return STOPPING.stream().anyMatch(action::has);
    }

    /** Rules of a managed group that only count, each by an override of its own. */
    private static List<String> counted(JsonNode managed) {
        List<String> counted = new ArrayList<>();
        managed.path("ExcludedRules")
                .forEach(rule -> counted.add(rule.path("Name").asText()));
        for (JsonNode override : managed.path("RuleActionOverrides")) {
            if (!stops(override.path("ActionToUse"))) {
                counted.add(override.path("Name").asText());
            }
        }
        return counted;
    }
}

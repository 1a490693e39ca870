package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.elb.AclRules;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks the APIs of AWS WAF and AWS Shield.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/APIReference/API_GetWebACLForResource.html">GetWebACLForResource</a>
 * @see <a href="https://docs.aws.amazon.com/waf/latest/DDOSAPIReference/API_DescribeProtection.html">DescribeProtection</a>
 */
final class AwsWebAcls implements WebAclLookups {
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
            return Optional.of(
                    new WebAcl(acl.path("ARN").asText(), acl.path("Name").asText(), rules(acl, subject, deadline)));
        });
    }

    /** IP sets and rule groups are asked for where it matters what they hold; rules of a group may refer to sets in turn. */
    private List<AclRule> rules(JsonNode acl, String subject, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        AclReferences known = new AclReferences();
        List<AclRule> rules = rules(acl, subject, known);
        while (!known.complete()) {
            known.look(waf, deadline);
            rules = rules(acl, subject, known);
        }
        return rules;
    }

    private static List<AclRule> rules(JsonNode acl, String subject, AclReferences known) throws UnansweredException {
        JsonAclNode root = new JsonAclNode(acl, known);
        List<AclRule> rules = new ArrayList<>();
        try {
            rules.addAll(AclRules.of(root.nodes("PreProcessFirewallManagerRuleGroups"), "FirewallManagerStatement"));
            rules.addAll(AclRules.of(root.nodes("Rules"), "Statement"));
            rules.addAll(AclRules.of(root.nodes("PostProcessFirewallManagerRuleGroups"), "FirewallManagerStatement"));
            return rules;
        } catch (GateException e) {
            throw AwsCalls.strange(subject);
        }
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
}

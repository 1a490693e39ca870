package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.elb.AclRules;
import io.jenkins.lib.containergate.aws.elb.IpSets;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks the APIs of AWS WAF and AWS Shield.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/APIReference/API_GetWebACLForResource.html">GetWebACLForResource</a>
 * @see <a href="https://docs.aws.amazon.com/waf/latest/DDOSAPIReference/API_DescribeProtection.html">DescribeProtection</a>
 */
final class AwsWebAcls implements WebAclLookups {
    private static final Pattern IP_SET = Pattern.compile(
            "arn:[a-z-]{1,20}:wafv2:[a-z0-9-]{1,40}:\\d{12}:(?<scope>regional)/ipset/(?<name>[\\w-]{1,128})/(?<id>[\\w-]{1,36})");

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

    /** IP sets are asked for where it matters which addresses they hold. */
    private List<AclRule> rules(JsonNode acl, String subject, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        Set<String> wanted = new LinkedHashSet<>();
        rules(acl, subject, arn -> {
            wanted.add(arn);
            return Share.UNKNOWN;
        });
        Map<String, Share> known = new HashMap<>();
        for (String arn : wanted) {
            known.put(arn, ipSet(arn, deadline));
        }
        return rules(acl, subject, arn -> known.getOrDefault(arn, Share.UNKNOWN));
    }

    private static List<AclRule> rules(JsonNode acl, String subject, Function<String, Share> ipSets)
            throws UnansweredException {
        JsonAclNode root = new JsonAclNode(acl, ipSets);
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

    /** @param arn such as {@code arn:aws:wafv2:eu-central-1:111122223333:regional/ipset/office/ID} */
    private Share ipSet(String arn, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        String subject = "the IP set " + arn;
        Matcher set = IP_SET.matcher(arn);
        if (!set.matches()) {
            throw AwsCalls.strange(subject);
        }
        ObjectNode input = JsonNodeFactory.instance
                .objectNode()
                .put("Name", set.group("name"))
                .put("Id", set.group("id"))
                .put("Scope", set.group("scope").toUpperCase(Locale.ROOT));
        JsonNode answer =
                waf.ask(AwsAction.WAF_GET_IP_SET, subject, input, deadline).path("IPSet");
        List<String> ranges = new ArrayList<>();
        for (JsonNode range : JsonService.elements(answer, "Addresses", subject)) {
            ranges.add(range.asText());
        }
        return IpSets.share(ranges);
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

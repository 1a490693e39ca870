package io.jenkins.lib.containergate.awssdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.elb.AclNode;
import io.jenkins.lib.containergate.aws.elb.Senders;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IP sets and rule groups that rules of one web ACL refer to. What is asked of it and not known yet is noted, and can then be looked up.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/APIReference/API_GetIPSet.html">GetIPSet</a>
 * @see <a href="https://docs.aws.amazon.com/waf/latest/APIReference/API_GetRuleGroup.html">GetRuleGroup</a>
 */
final class AclReferences {
    private static final Pattern ARN = Pattern.compile(
            "arn:[a-z-]{1,20}:wafv2:[a-z0-9-]{1,40}:\\d{12}:(?<scope>regional)/(?<kind>ipset|rulegroup)/(?<name>[\\w-]{1,128})/(?<id>[\\w-]{1,36})");

    private final Map<String, Senders> ipSets = new HashMap<>();
    private final Map<String, AclNode.Group> groups = new HashMap<>();
    private final Set<String> wantedSets = new LinkedHashSet<>();
    private final Set<String> wantedGroups = new LinkedHashSet<>();

    Senders ipSet(String arn) {
        Senders known = ipSets.get(arn);
        if (known == null) {
            wantedSets.add(arn);
        }
        return known == null ? Senders.UNKNOWN : known;
    }

    AclNode.Group group(String arn) {
        AclNode.Group known = groups.get(arn);
        if (known == null) {
            wantedGroups.add(arn);
        }
        return known == null ? new AclNode.Group.Unread("it is not looked up yet") : known;
    }

    boolean complete() {
        return wantedSets.isEmpty() && wantedGroups.isEmpty();
    }

    /** Asks AWS WAF for what is noted. A rule group that cannot be read is unknown in its place alone: another account may own it. */
    void look(JsonService waf, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        for (String arn : wantedSets) {
            ipSets.put(arn, askedSet(waf, arn, deadline));
        }
        for (String arn : wantedGroups) {
            groups.put(arn, askedGroup(waf, arn, deadline));
        }
        wantedSets.clear();
        wantedGroups.clear();
    }

    /** @param arn such as {@code arn:aws:wafv2:eu-central-1:111122223333:regional/ipset/office/ID} */
    private static Senders askedSet(JsonService waf, String arn, Deadline deadline)
            throws UnansweredException, DeadlineExceededException, InterruptedException {
        String subject = "the IP set " + arn;
        JsonNode answer = waf.ask(AwsAction.WAF_GET_IP_SET, subject, input(arn, "ipset", subject), deadline)
                .path("IPSet");
        List<String> ranges = new ArrayList<>();
        for (JsonNode range : JsonService.elements(answer, "Addresses", subject)) {
            ranges.add(range.asText());
        }
        return Senders.of(ranges);
    }

    private AclNode.Group askedGroup(JsonService waf, String arn, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        String subject = "the rule group " + arn;
        try {
            JsonNode answer = waf.ask(AwsAction.WAF_GET_RULE_GROUP, subject, input(arn, "rulegroup", subject), deadline)
                    .path("RuleGroup");
            List<AclNode> rules = new ArrayList<>();
            for (JsonNode rule : JsonService.elements(answer, "Rules", subject)) {
                rules.add(new JsonAclNode(rule, this));
            }
            return new AclNode.Group.Read(rules);
        } catch (UnansweredException e) {
            return new AclNode.Group.Unread(
                    e.lookup() instanceof Lookup.Denied<?> denied
                            ? "no permission " + denied.permission()
                            : e.asError().problem());
        }
    }

    private static ObjectNode input(String arn, String kind, String subject) throws UnansweredException {
        Matcher parts = ARN.matcher(arn);
        if (!parts.matches() || !parts.group("kind").equals(kind)) {
            throw AwsCalls.strange(subject);
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("Name", parts.group("name"))
                .put("Id", parts.group("id"))
                .put("Scope", parts.group("scope").toUpperCase(Locale.ROOT));
    }
}

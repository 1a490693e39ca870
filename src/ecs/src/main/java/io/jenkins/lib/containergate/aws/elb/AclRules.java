package io.jenkins.lib.containergate.aws.elb;

import io.jenkins.lib.containergate.aws.elb.WebAclLookups.AclRule;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.ManagedGroup;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules of a web ACL do, in the order in which AWS WAF evaluates them.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html">Rule</a>
 * @see <a href="https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html">RateBasedStatement</a>
 */
public final class AclRules {
    private static final List<String> ACTIONS = List.of("None", "Count", "Allow", "Block", "Captcha", "Challenge");
    private static final Set<String> STOPPING = Set.of("Block", "Captcha", "Challenge");
    /** What of a request its sender cannot choose. */
    private static final List<String> GIVEN = List.of("IP", "ASN");

    private AclRules() {}

    /**
     * @param rules of one list
     * @param statement the member that holds the statement of each
     * @throws GateException when something that decides is not known, or is not what AWS takes
     */
    public static List<AclRule> of(List<AclNode> rules, String statement) throws GateException {
        return of(rules, statement, Within.NONE);
    }

    /** What a rule group of the account, in whose place its rules are, makes of the actions of its rules. */
    private record Within(String name, boolean acts, Map<String, Optional<AclNode>> instead) {
        static final Within NONE = new Within("", true, Map.of());

        boolean nested() {
            return !name.isEmpty();
        }

        String called(AclNode rule) throws GateException {
            String own = rule.text("Name").orElse("");
            return nested() ? name + "/" + own : own;
        }

        /** @return empty for a rule that only counts, or has no action */
        Optional<AclNode> action(AclNode rule) throws GateException {
            Optional<AclNode> other = instead.get(rule.text("Name").orElse(""));
            return other == null ? first(rule, "Action") : other;
        }
    }

    private static List<AclRule> of(List<AclNode> rules, String statement, Within within) throws GateException {
        record Placed(long priority, AclRule rule) {}
        List<Placed> placed = new ArrayList<>();
        for (AclNode rule : rules) {
            long priority = number(rule, "Priority");
            for (AclRule each : rules(rule, first(rule, statement), within)) {
                placed.add(new Placed(priority, each));
            }
        }
        return placed.stream()
                .sorted(Comparator.comparingLong(Placed::priority))
                .map(Placed::rule)
                .toList();
    }

    /** The rule itself, or those of the rule group of the account that it stands for. */
    private static List<AclRule> rules(AclNode rule, Optional<AclNode> statement, Within within) throws GateException {
        Optional<AclNode> own = inner(statement, "RuleGroupReferenceStatement");
        if (within.nested()
                && (own.isPresent()
                        || inner(statement, "ManagedRuleGroupStatement").isPresent())) {
            throw new GateException(
                    "the rule group " + within.name() + " holds another rule group", "write it as AWS takes it");
        }
        if (own.isEmpty()) {
            return List.of(rule(rule, statement, within));
        }
        Optional<AclNode> override = first(rule, "OverrideAction");
        String name = rule.text("Name").orElse("");
        if (only(override, Set.of("Count"))) {
            return List.of(new AclRule(name, Optional.empty(), false, false));
        }
        AclNode.Group group = own.get().group();
        if (group instanceof AclNode.Group.Read read) {
            return of(
                    read.rules(),
                    "Statement",
                    new Within(
                            name.isEmpty() ? "rule group" : name, only(override, Set.of("None")), instead(own.get())));
        }
        return List.of(new AclRule(
                name,
                Optional.empty(),
                false,
                false,
                List.of(),
                Senders.NOBODY,
                0,
                false,
                Senders.UNKNOWN,
                Optional.of(((AclNode.Group.Unread) group).reason())));
    }

    private static Map<String, Optional<AclNode>> instead(AclNode group) throws GateException {
        Map<String, Optional<AclNode>> instead = new HashMap<>();
        for (AclNode excluded : group.nodes("ExcludedRules")) {
            instead.put(excluded.text("Name").orElse(""), Optional.empty());
        }
        for (AclNode override : group.nodes("RuleActionOverrides")) {
            instead.put(override.text("Name").orElse(""), first(override, "ActionToUse"));
        }
        return instead;
    }

    private static AclRule rule(AclNode rule, Optional<AclNode> statement, Within within) throws GateException {
        Optional<AclNode> managed = inner(statement, "ManagedRuleGroupStatement");
        if (managed.isPresent()) {
            return managed(rule, managed.get());
        }
        Optional<AclNode> rate = inner(statement, "RateBasedStatement");
        Optional<AclNode> action = within.action(rule);
        boolean allows = action.isPresent() && action.get().has("Allow");
        return new AclRule(
                within.called(rule),
                Optional.empty(),
                rate.isPresent(),
                within.acts() && only(action, STOPPING),
                List.of(),
                rate.isPresent() ? exempt(rate.get()) : Senders.NOBODY,
                rate.isPresent() ? number(rate.get(), "Limit") : 0,
                rate.isPresent() && chosen(rate.get()),
                !allows ? Senders.NOBODY : statement.isPresent() ? matched(statement.get()) : Senders.ANYBODY,
                Optional.empty());
    }

    private static AclRule managed(AclNode rule, AclNode managed) throws GateException {
        ManagedGroup group = new ManagedGroup(
                required(managed, "VendorName"),
                required(managed, "Name"),
                managed.text("Version").filter(version -> !version.isEmpty()));
        Optional<AclNode> override = first(rule, "OverrideAction");
        boolean counts = only(override, Set.of("Count"));
        boolean allows = false;
        for (AclNode each : managed.nodes("RuleActionOverrides")) {
            Optional<AclNode> instead = first(each, "ActionToUse");
            allows |= instead.isPresent() && instead.get().has("Allow");
        }
        // rules of AWS allow nothing by themselves
        Senders passes =
                counts ? Senders.NOBODY : allows ? Senders.ANYBODY : group.ofAws() ? Senders.NOBODY : Senders.UNKNOWN;
        return new AclRule(
                rule.text("Name").orElse(""),
                Optional.of(group),
                false,
                only(override, Set.of("None")),
                counted(managed),
                exempt(managed),
                0,
                false,
                passes,
                counts || group.ofAws()
                        ? Optional.empty()
                        : Optional.of("AWS WAF does not show the rules of " + group + " to others than its vendor"));
    }

    /** Whose requests a scope-down statement keeps from a rule: it may exempt the addresses of IP sets. */
    private static Senders exempt(AclNode statement) throws GateException {
        Optional<AclNode> scope = first(statement, "ScopeDownStatement");
        return scope.isPresent() ? unmatched(scope.get()) : Senders.NOBODY;
    }

    private static Senders unmatched(AclNode statement) throws GateException {
        Optional<AclNode> not = first(statement, "NotStatement");
        Optional<AclNode> exempt = inner(not, "Statement");
        if (exempt.isPresent()) {
            return matched(exempt.get());
        }
        Optional<AclNode> all = first(statement, "AndStatement");
        if (all.isEmpty()) {
            return Senders.ANYBODY;
        }
        Senders together = Senders.NOBODY;
        for (AclNode part : all.get().nodes("Statements")) {
            together = together.plus(unmatched(part));
        }
        return together;
    }

    /** Who can send requests that a statement matches: all but those of the addresses of an IP set are anybody's. */
    private static Senders matched(AclNode statement) throws GateException {
        Optional<AclNode> set = first(statement, "IPSetReferenceStatement");
        if (set.isPresent()) {
            // a header that a client sends is no address
            return set.get().has("IPSetForwardedIPConfig")
                    ? Senders.ANYBODY
                    : set.get().addresses();
        }
        Optional<AclNode> all = first(statement, "AndStatement");
        Optional<AclNode> any = all.isPresent() ? all : first(statement, "OrStatement");
        if (any.isEmpty()) {
            return Senders.ANYBODY;
        }
        List<AclNode> parts = any.get().nodes("Statements");
        Senders found = all.isPresent() || parts.isEmpty() ? Senders.ANYBODY : Senders.NOBODY;
        for (AclNode part : parts) {
            found = all.isPresent() ? found.among(matched(part)) : found.plus(matched(part));
        }
        return found;
    }

    /** Whether a client can have its requests counted as those of many. */
    private static boolean chosen(AclNode rate) throws GateException {
        String kind = rate.text("AggregateKeyType").orElse("IP").toUpperCase(Locale.ROOT);
        if (!kind.equals("CUSTOM_KEYS")) {
            return !kind.equals("IP") && !kind.equals("CONSTANT");
        }
        List<AclNode> keys = rate.nodes("CustomKeys");
        for (AclNode key : keys) {
            boolean given = false;
            for (String each : GIVEN) {
                given |= key.has(each);
            }
            if (!given) {
                return true;
            }
        }
        return keys.isEmpty();
    }

    /** Rules of a managed group that only count, each by an override of its own. */
    private static List<String> counted(AclNode managed) throws GateException {
        List<String> counted = new ArrayList<>();
        for (AclNode excluded : managed.nodes("ExcludedRules")) {
            counted.add(excluded.text("Name").orElse(""));
        }
        for (AclNode override : managed.nodes("RuleActionOverrides")) {
            if (!only(first(override, "ActionToUse"), STOPPING)) {
                counted.add(override.text("Name").orElse(""));
            }
        }
        return counted;
    }

    /** Whether it has one of these actions, and none of the others. */
    private static boolean only(Optional<AclNode> action, Set<String> wanted) throws GateException {
        boolean found = false;
        for (String each : ACTIONS) {
            if (action.isPresent() && action.get().has(each)) {
                if (!wanted.contains(each)) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    private static Optional<AclNode> first(AclNode node, String member) throws GateException {
        List<AclNode> found = node.nodes(member);
        if (found.size() > 1) {
            throw new GateException("a rule of a web ACL has several of " + member, "write one");
        }
        return found.stream().findFirst();
    }

    private static Optional<AclNode> inner(Optional<AclNode> node, String member) throws GateException {
        return node.isPresent() ? first(node.get(), member) : Optional.empty();
    }

    private static long number(AclNode node, String member) throws GateException {
        String number = node.text(member).orElse("0");
        if (!number.matches("[0-9]{1,18}")) {
            throw new GateException(
                    member + " of a rule of a web ACL is not what AWS takes", "write it as AWS takes it");
        }
        return Long.parseLong(number);
    }

    private static String required(AclNode node, String member) throws GateException {
        return node.text(member)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new GateException(
                        member + " of a rule of a web ACL is not what AWS takes", "write it as AWS takes it"));
    }
}

package io.jenkins.lib.containergate.aws.elb;

import io.jenkins.lib.containergate.aws.elb.WebAclLookups.AclRule;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.Share;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
        record Placed(long priority, AclRule rule) {}
        List<Placed> placed = new ArrayList<>();
        for (AclNode rule : rules) {
            placed.add(new Placed(number(rule, "Priority"), rule(rule, first(rule, statement))));
        }
        return placed.stream()
                .sorted(Comparator.comparingLong(Placed::priority))
                .map(Placed::rule)
                .toList();
    }

    private static AclRule rule(AclNode rule, Optional<AclNode> statement) throws GateException {
        Optional<AclNode> managed = inner(statement, "ManagedRuleGroupStatement");
        Optional<AclNode> rate = inner(statement, "RateBasedStatement");
        boolean acts = only(first(rule, "OverrideAction"), Set.of("None")) || only(first(rule, "Action"), STOPPING);
        return new AclRule(
                rule.text("Name").orElse(""),
                managed.isPresent()
                        ? Optional.of(required(managed.get(), "VendorName") + "/" + required(managed.get(), "Name"))
                        : Optional.empty(),
                rate.isPresent(),
                acts,
                managed.isPresent() ? counted(managed.get()) : List.of(),
                managed.isPresent() ? exempt(managed.get()) : rate.isPresent() ? exempt(rate.get()) : Share.NONE,
                rate.isPresent() ? number(rate.get(), "Limit") : 0,
                rate.isPresent() && chosen(rate.get()),
                passes(rule, statement));
    }

    /** A group of rules that is overridden as a whole only counts. */
    private static Share passes(AclNode rule, Optional<AclNode> statement) throws GateException {
        Optional<AclNode> action = first(rule, "Action");
        if (action.isPresent() && action.get().has("Allow")) {
            return statement.isPresent() ? beyond(statement.get()) : Share.SOME;
        }
        Optional<AclNode> own = inner(statement, "RuleGroupReferenceStatement");
        Optional<AclNode> group = own.isPresent() ? own : inner(statement, "ManagedRuleGroupStatement");
        Optional<AclNode> override = first(rule, "OverrideAction");
        if (group.isEmpty() || override.isPresent() && override.get().has("Count")) {
            return Share.NONE;
        }
        for (AclNode each : group.get().nodes("RuleActionOverrides")) {
            Optional<AclNode> instead = first(each, "ActionToUse");
            if (instead.isPresent() && instead.get().has("Allow")) {
                return Share.SOME;
            }
        }
        // what the rules of a group of one's own do is not asked; those of managed groups allow nothing
        return own.isPresent() ? Share.UNKNOWN : Share.NONE;
    }

    /** What a scope-down statement keeps from a rule: it may exempt the addresses of an IP set. */
    private static Share exempt(AclNode statement) throws GateException {
        Optional<AclNode> scope = first(statement, "ScopeDownStatement");
        if (scope.isEmpty()) {
            return Share.NONE;
        }
        Optional<AclNode> not = first(scope.get(), "NotStatement");
        Optional<AclNode> exempt = inner(not, "Statement");
        return exempt.isPresent() ? beyond(exempt.get()) : Share.SOME;
    }

    /** Whether a statement matches requests that do not come from the few addresses of an IP set. */
    private static Share beyond(AclNode statement) throws GateException {
        Optional<AclNode> set = first(statement, "IPSetReferenceStatement");
        if (set.isPresent()) {
            // a header that a client sends is no address
            return set.get().has("IPSetForwardedIPConfig")
                    ? Share.SOME
                    : set.get().addresses();
        }
        Optional<AclNode> all = first(statement, "AndStatement");
        Optional<AclNode> any = all.isPresent() ? all : first(statement, "OrStatement");
        if (any.isEmpty()) {
            return Share.SOME;
        }
        List<Share> parts = new ArrayList<>();
        for (AclNode part : any.get().nodes("Statements")) {
            parts.add(beyond(part));
        }
        Comparator<Share> wider = Comparator.naturalOrder();
        return (all.isPresent() ? parts.stream().min(wider) : parts.stream().max(wider)).orElse(Share.SOME);
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

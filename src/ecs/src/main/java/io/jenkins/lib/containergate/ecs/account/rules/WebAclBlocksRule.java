package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.elb.Senders;
import io.jenkins.lib.containergate.aws.elb.Senders.Share;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.AclRule;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.ManagedGroup;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.WebAcl;
import io.jenkins.lib.containergate.ecs.account.question.WebAclQuestion;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.text.FirstFew;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A web ACL without rules that block only watches. */
public final class WebAclBlocksRule extends FrontRule<Optional<WebAcl>> {
    /** Rules of the common rule set that recognise no attack: they limit sizes and programs. */
    private static final Set<String> MAY_COUNT = Set.of(
            "NoUserAgent_HEADER",
            "UserAgent_BadBots_HEADER",
            "SizeRestrictions_QUERYSTRING",
            "SizeRestrictions_Cookie_HEADER",
            "SizeRestrictions_BODY",
            "SizeRestrictions_URIPATH");
    /** More requests than that of one client, within the 10 minutes at most that AWS WAF counts, are a flood. */
    private static final long HIGHEST_LIMIT = 2_000_000;

    private static final int NAMED = 5;
    private static final String ID = "web-acl-blocks";
    private static final String REMEDY =
            "put the rule behind them, or write what it needs in the file, or evaluate what is deployed with access to"
                    + " AWS";

    public WebAclBlocksRule() {
        super(
                new RuleMetadata(
                        ID,
                        "web ACLs in front of the service block with managed core rules and a rate limit",
                        Severity.MEDIUM,
                        List.of(),
                        "add AWSManagedRulesCommonRuleSet with the override action none, and a rate-based rule with"
                                + " the action block, both for all requests"),
                "a managed core rule group and a rate-based rule that block, for all requests",
                new WebAclQuestion());
    }

    @Override
    boolean applicationOnly() {
        return true;
    }

    @Override
    void check(Judged<Optional<WebAcl>> judged) {
        Optional<WebAcl> acl = judged.front().answer();
        if (acl.isEmpty()) {
            judged.broken("web ACL", "has no web ACL");
            return;
        }
        require(judged, acl.get(), WebAclBlocksRule::core, "managed core rules");
        require(judged, acl.get(), AclRule::rateBased, "rate-based rule");
    }

    /** Why a rule is no wall. */
    private sealed interface Fault {
        String problem();

        record Counts(String problem) implements Fault {}

        record Broken(String problem) implements Fault {}

        /** It may be one all the same. */
        record Open(String problem, String remedy) implements Fault {}
    }

    private static void require(Judged<Optional<WebAcl>> judged, WebAcl acl, Predicate<AclRule> wanted, String kind) {
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < acl.rules().size(); i++) {
            AclRule rule = acl.rules().get(i);
            if (wanted.test(rule)) {
                Optional<Fault> fault = fault(rule, acl.rules().subList(0, i));
                if (fault.isEmpty()) {
                    return;
                }
                faults.add(fault.get());
            }
        }
        String whose = "has the web ACL " + acl.name() + ", whose " + kind + " ";
        Optional<Fault.Open> open = first(faults, Fault.Open.class);
        if (open.isPresent()) {
            judged.undecided(whose + open.get().problem(), open.get().remedy());
        } else if (faults.isEmpty()) {
            judged.broken(kind, "has the web ACL " + acl.name() + ", which has no " + kind);
        } else {
            // what is wrong with a rule that acts says more
            Fault worst =
                    first(faults, Fault.Broken.class).map(Fault.class::cast).orElse(faults.get(0));
            judged.broken(kind, whose + worst.problem());
        }
    }

    private static <F> Optional<F> first(List<Fault> faults, Class<F> kind) {
        return faults.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /** @param before rules that are evaluated before it */
    private static Optional<Fault> fault(AclRule rule, List<AclRule> before) {
        if (!rule.acts()) {
            return Optional.of(new Fault.Counts("only count requests: " + rule.name()));
        }
        if (rule.managedGroup().filter(group -> !group.ofAws()).isPresent()) {
            return Optional.of(new Fault.Open(
                    "may be those of " + rule.managedGroup().get() + ", which AWS WAF does not show",
                    "add AWSManagedRulesCommonRuleSet before them, or waive " + ID));
        }
        List<String> holes = rule.counted().stream()
                .filter(each -> !MAY_COUNT.contains(each))
                .distinct()
                .sorted()
                .toList();
        if (!holes.isEmpty()) {
            return broken("only count attacks that these rules of " + rule.name() + " recognise: "
                    + FirstFew.of(holes, NAMED));
        }
        Optional<String> pinned = rule.managedGroup().flatMap(ManagedGroup::pinned);
        if (pinned.isPresent()) {
            return broken("are pinned to " + pinned.get() + ", which AWS does not update: " + rule.name());
        }
        if (rule.exempt().share() == Share.MANY) {
            return broken("get only the requests of a scope-down statement: " + rule.name());
        }
        if (rule.limit() > HIGHEST_LIMIT) {
            return broken("lets through more than " + HIGHEST_LIMIT + " requests of a client: " + rule.name());
        }
        if (rule.chosenKey()) {
            return broken("counts a client by what it chooses itself: " + rule.name());
        }
        return unseen(rule, Stream.concat(before.stream(), Stream.of(rule)).toList());
    }

    private static Optional<Fault> broken(String problem) {
        return Optional.of(new Fault.Broken(problem));
    }

    /** @param through the rule and those before it */
    private static Optional<Fault> unseen(AclRule rule, List<AclRule> through) {
        Optional<AclRule> allows = through.stream()
                .filter(each -> each.passes().share() == Share.MANY)
                .findFirst();
        if (allows.isPresent()) {
            return broken("do not see what this rule allows before them: "
                    + allows.get().name());
        }
        Senders together = through.stream().map(AclRule::passes).reduce(rule.exempt(), Senders::plus);
        if (together.share() == Share.MANY) {
            return broken("do not see what these rules allow or exempt together before them: "
                    + through.stream()
                            .filter(each -> !each.passes().equals(Senders.NOBODY) || each.equals(rule))
                            .map(AclRule::name)
                            .distinct()
                            .collect(Collectors.joining(", ")));
        }
        Optional<AclRule> perhaps = through.stream()
                .filter(each -> each.passes().share() == Share.UNKNOWN)
                .findFirst();
        if (perhaps.isPresent()) {
            String why = perhaps.get().unread().orElse("what it allows is not known");
            return Optional.of(new Fault.Open("come after " + perhaps.get().name() + " (" + why + ")", REMEDY));
        }
        return together.share() == Share.UNKNOWN
                ? Optional.of(new Fault.Open("exempt addresses that are not known: " + rule.name(), REMEDY))
                : Optional.empty();
    }

    /** Those of other vendors may be bought for the same purpose. */
    private static boolean core(AclRule rule) {
        return rule.managedGroup()
                .filter(group -> group.core() || !group.ofAws())
                .isPresent();
    }
}

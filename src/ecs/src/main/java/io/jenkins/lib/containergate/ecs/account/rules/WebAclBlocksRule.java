package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.elb.WebAclLookups.AclRule;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.Share;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.WebAcl;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.account.question.Fronts;
import io.jenkins.lib.containergate.ecs.account.question.WebAclQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A web ACL without rules that block only watches. */
public final class WebAclBlocksRule extends FrontRule<Optional<WebAcl>> {
    /** Half of what the common rule set of AWS holds; others of that purpose hold as many. */
    private static final int MOST = 11;
    /** More requests than that of one client, within the 10 minutes at most that AWS WAF counts, are a flood. */
    private static final long HIGHEST_LIMIT = 2_000_000;

    private static final String COUNTS = "only count requests: ";
    private static final String REMEDY =
            "put the rule behind them, or write what it needs in the file, or evaluate what is deployed";

    public WebAclBlocksRule() {
        super(
                new RuleMetadata(
                        "web-acl-blocks",
                        "web ACLs in front of the service block with managed core rules and a rate limit",
                        Severity.MEDIUM,
                        List.of(),
                        "add AWSManagedRulesCommonRuleSet with the override action none, and a rate-based rule with the action block, both for all requests"),
                "a managed core rule group and a rate-based rule that block, for all requests");
    }

    @Override
    public Question<Deployment, Fronts<Optional<WebAcl>>> question() {
        return new WebAclQuestion();
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
        require(
                judged,
                acl.get(),
                rule -> rule.managedGroup().filter(WebAclBlocksRule::core).isPresent(),
                "managed core rules");
        require(judged, acl.get(), AclRule::rateBased, "rate-based rule");
    }

    /**
     * Why a rule is no wall.
     *
     * @param open whether it may be one all the same
     */
    private record Fault(String problem, boolean open) {}

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
        Optional<Fault> open = faults.stream().filter(Fault::open).findFirst();
        String has = "has the web ACL " + acl.name();
        if (open.isPresent()) {
            judged.undecided(has + ", whose " + kind + " " + open.get().problem(), REMEDY);
        } else if (faults.isEmpty()) {
            judged.broken(kind, has + ", which has no " + kind);
        } else {
            judged.broken(kind, has + ", whose " + kind + " " + worst(faults).problem());
        }
    }

    /** That of a rule which acts says more. */
    private static Fault worst(List<Fault> faults) {
        return faults.stream()
                .filter(fault -> !fault.problem().startsWith(COUNTS))
                .findFirst()
                .orElse(faults.get(0));
    }

    /** @param before rules that are evaluated before it */
    private static Optional<Fault> fault(AclRule rule, List<AclRule> before) {
        if (!acts(rule)) {
            return fault(COUNTS + rule.name());
        }
        if (rule.exempt() == Share.SOME) {
            return fault("get only the requests of a scope-down statement: " + rule.name());
        }
        if (rule.limit() > HIGHEST_LIMIT) {
            return fault("lets through more than " + HIGHEST_LIMIT + " requests of a client: " + rule.name());
        }
        if (rule.chosenKey()) {
            return fault("counts a client by what it chooses itself: " + rule.name());
        }
        List<AclRule> through = Stream.concat(before.stream(), Stream.of(rule)).toList();
        Optional<AclRule> allows =
                through.stream().filter(each -> each.passes() == Share.SOME).findFirst();
        if (allows.isPresent()) {
            return fault("do not see what this rule allows before them: "
                    + allows.get().name());
        }
        Optional<AclRule> perhaps =
                through.stream().filter(each -> each.passes() == Share.UNKNOWN).findFirst();
        if (perhaps.isPresent()) {
            return Optional.of(new Fault(
                    "come after a rule of which it is not known what it allows: "
                            + perhaps.get().name(),
                    true));
        }
        return rule.exempt() == Share.UNKNOWN
                ? Optional.of(new Fault("exempt addresses that are not known: " + rule.name(), true))
                : Optional.empty();
    }

    private static Optional<Fault> fault(String problem) {
        return Optional.of(new Fault(problem, false));
    }

    /** A group of which most rules only count does as well. */
    private static boolean acts(AclRule rule) {
        return rule.acts() && rule.counted().stream().distinct().count() < MOST;
    }

    /** Those of other vendors are bought for the same purpose. */
    private static boolean core(String group) {
        return group.equals("AWS/AWSManagedRulesCommonRuleSet") || !group.startsWith("AWS/");
    }
}

package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.elb.WebAclLookups.AclRule;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.WebAcl;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.account.question.Fronts;
import io.jenkins.lib.containergate.ecs.account.question.WebAclQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;
import java.util.Optional;

/** A web ACL without rules that block only watches. */
public final class WebAclBlocksRule extends FrontRule<Optional<WebAcl>> {
    /** Half of what the common rule set of AWS holds; others of that purpose hold as many. */
    private static final int MOST = 11;
    /** More requests than that of one client, within the 10 minutes at most that AWS WAF counts, are a flood. */
    private static final long HIGHEST_LIMIT = 2_000_000;

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
        List<AclRule> core = acl.get().rules().stream()
                .filter(rule ->
                        rule.managedGroup().filter(WebAclBlocksRule::core).isPresent())
                .toList();
        List<AclRule> rate =
                acl.get().rules().stream().filter(AclRule::rateBased).toList();
        require(judged, acl.get(), core, "managed core rules");
        require(judged, acl.get(), rate, "rate-based rule");
    }

    private static void require(Judged<Optional<WebAcl>> judged, WebAcl acl, List<AclRule> rules, String kind) {
        List<AclRule> acting = rules.stream().filter(WebAclBlocksRule::acts).toList();
        if (acting.stream().anyMatch(rule -> !rule.scoped() && rule.limit() <= HIGHEST_LIMIT)) {
            return;
        }
        String fault = acting.stream()
                .findFirst()
                .map(rule -> rule.scoped()
                        ? " get only the requests of a scope-down statement: "
                        : " lets through more than " + HIGHEST_LIMIT + " requests of a client: ")
                .orElse(" only count requests: ");
        judged.broken(
                kind,
                "has the web ACL " + acl.name()
                        + (rules.isEmpty()
                                ? ", which has no " + kind
                                : ", whose " + kind + fault
                                        + (acting.isEmpty() ? rules : acting)
                                                .get(0)
                                                .name()));
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

package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.elb.Senders;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.AclRule;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.ManagedGroup;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.WebAcl;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.Fronts;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebAclBlocksRuleTest extends FrontRuleContract<Optional<WebAcl>> {
    private static final ManagedGroup COMMON = new ManagedGroup("AWS", "AWSManagedRulesCommonRuleSet");
    private static final Senders SITE = Senders.of(List.of("198.51.0.0/16"));

    @Override
    protected CloudRule<Deployment, Fronts<Optional<WebAcl>>> rule() {
        return new WebAclBlocksRule();
    }

    @Override
    Optional<WebAcl> bad() {
        return acl(new AclRule("core", Optional.of(COMMON), false, false));
    }

    @Override
    Optional<WebAcl> good() {
        return acl(core(true), rate(true));
    }

    private static Optional<WebAcl> acl(AclRule... rules) {
        return Optional.of(new WebAcl("arn", "shop", List.of(rules)));
    }

    private static AclRule core(boolean acts) {
        return new AclRule("core", Optional.of(COMMON), false, acts);
    }

    private static AclRule rate(boolean acts) {
        return new AclRule("rate", Optional.empty(), true, acts);
    }

    @Test
    void itSaysWhatIsMissingAndWhatOnlyCounts() {
        assertThat(result(fronts("application", acl(core(false)))).findings())
                .extracting(Finding::actual)
                .satisfiesExactly(
                        core -> assertThat(core).contains("managed core rules only count requests: core"),
                        rate -> assertThat(rate).contains("has no rate-based rule"));
    }

    @Test
    void listsOfAddressesAreNoCoreRules() {
        AclRule list = new AclRule(
                "ip", Optional.of(new ManagedGroup("AWS", "AWSManagedRulesAmazonIpReputationList")), false, true);
        assertThat(of(list, rate(true))).isEqualTo(RuleOutcome.FAIL);
    }

    /** What they do, nobody but their vendor sees. */
    @Test
    void rulesOfOtherVendorsAreNotKnownToBlockNorToAllow() {
        AclRule owasp = new AclRule(
                "owasp",
                Optional.of(new ManagedGroup("Fortinet", "all_rules")),
                false,
                true,
                List.of(),
                Senders.NOBODY,
                0,
                false,
                Senders.UNKNOWN,
                Optional.of("AWS WAF does not show the rules of Fortinet/all_rules to others than its vendor"));
        assertThat(of(owasp, rate(true))).isEqualTo(RuleOutcome.ERROR);
        assertThat(of(rate(true), owasp)).isEqualTo(RuleOutcome.ERROR);
        assertThat(result(fronts("application", acl(rate(true), owasp))).findings())
                .extracting(Finding::actual)
                .singleElement()
                .asString()
                .contains("managed core rules may be those of Fortinet/all_rules, which AWS WAF does not show");
        assertThat(of(owasp, core(true), rate(true))).isEqualTo(RuleOutcome.ERROR);
        assertThat(of(core(true), rate(true), owasp)).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void whatSeveralRulesAllowIsTakenTogether() {
        AclRule first = passing(SITE);
        assertThat(of(first, core(true), rate(true))).isEqualTo(RuleOutcome.PASS);
        assertThat(of(first, first, core(true), rate(true))).isEqualTo(RuleOutcome.FAIL);
        AclRule exempting = core(List.of(), SITE, Senders.NOBODY);
        assertThat(of(exempting, rate(true))).isEqualTo(RuleOutcome.PASS);
        assertThat(of(first, exempting, rate(true))).isEqualTo(RuleOutcome.FAIL);
        assertThat(result(fronts("application", acl(first, exempting, rate(true))))
                        .findings())
                .extracting(Finding::actual)
                .singleElement()
                .asString()
                .contains("do not see what these rules allow or exempt together before them: first, core");
    }

    @Test
    void whatSeesAFewRequestsOrAllowsAFloodIsNoWall() {
        AclRule narrow = core(List.of(), Senders.ANYBODY, Senders.NOBODY);
        AclRule flood = rate(2_000_001, Senders.NOBODY, false);
        assertThat(result(fronts("application", acl(narrow, flood))).findings())
                .extracting(Finding::actual)
                .satisfiesExactly(
                        core -> assertThat(core)
                                .contains("managed core rules get only the requests of a scope-down statement: core"),
                        rate -> assertThat(rate)
                                .contains("rate-based rule lets through more than 2000000 requests of a client: rate"));
        assertThat(outcome(fronts("application", acl(narrow, flood, core(true), rate(true)))))
                .isEqualTo(RuleOutcome.PASS);
    }

    private static AclRule core(List<String> counted, Senders exempt, Senders passes) {
        return new AclRule(
                "core", Optional.of(COMMON), false, true, counted, exempt, 0, false, passes, Optional.empty());
    }

    private static AclRule rate(long limit, Senders exempt, boolean chosenKey) {
        return new AclRule(
                "rate",
                Optional.empty(),
                true,
                true,
                List.of(),
                exempt,
                limit,
                chosenKey,
                Senders.NOBODY,
                Optional.empty());
    }

    private static AclRule passing(Senders passes) {
        return new AclRule(
                "first", Optional.empty(), false, false, List.of(), Senders.NOBODY, 0, false, passes, Optional.empty());
    }

    private RuleOutcome of(AclRule... rules) {
        return outcome(fronts("application", acl(rules)));
    }

    @Test
    void whatIsAllowedBeforeTheRulesDoesNotReachThem() {
        AclRule first = passing(Senders.ANYBODY);
        assertThat(of(first, core(true), rate(true))).isEqualTo(RuleOutcome.FAIL);
        assertThat(of(core(true), first, rate(true))).isEqualTo(RuleOutcome.FAIL);
        assertThat(of(core(true), rate(true), first)).isEqualTo(RuleOutcome.PASS);
        assertThat(of(passing(Senders.NOBODY), core(true), rate(true))).isEqualTo(RuleOutcome.PASS);
        assertThat(of(core(List.of(), Senders.NOBODY, Senders.ANYBODY), rate(true)))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(result(fronts("application", acl(core(true), first, rate(true))))
                        .findings())
                .extracting(Finding::actual)
                .singleElement()
                .asString()
                .contains("rate-based rule do not see what this rule allows before them: first");
    }

    @Test
    void whatIsNotKnownIsNoWallAndNoHole() {
        assertThat(of(passing(Senders.UNKNOWN), core(true), rate(true))).isEqualTo(RuleOutcome.ERROR);
        assertThat(of(core(true), rate(100, Senders.UNKNOWN, false))).isEqualTo(RuleOutcome.ERROR);
        assertThat(of(core(true), rate(100, Senders.UNKNOWN, false), rate(true)))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(of(core(true), rate(100, Senders.ANYBODY, false))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aRateThatAClientEscapesIsNoLimit() {
        assertThat(of(core(true), rate(100, Senders.NOBODY, true))).isEqualTo(RuleOutcome.FAIL);
        assertThat(of(core(true), rate(100, Senders.NOBODY, false))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void withoutAWebAclNothingBlocks() {
        assertThat(outcome(fronts("application", Optional.empty()))).isEqualTo(RuleOutcome.FAIL);
    }
}

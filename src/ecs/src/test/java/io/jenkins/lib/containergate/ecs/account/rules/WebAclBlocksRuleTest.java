package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.elb.WebAclLookups.AclRule;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.Share;
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
    @Override
    protected CloudRule<Deployment, Fronts<Optional<WebAcl>>> rule() {
        return new WebAclBlocksRule();
    }

    @Override
    Optional<WebAcl> bad() {
        return acl(new AclRule("core", Optional.of("AWS/AWSManagedRulesCommonRuleSet"), false, false));
    }

    @Override
    Optional<WebAcl> good() {
        return acl(core(true), rate(true));
    }

    private static Optional<WebAcl> acl(AclRule... rules) {
        return Optional.of(new WebAcl("arn", "shop", List.of(rules)));
    }

    private static AclRule core(boolean acts) {
        return new AclRule("core", Optional.of("AWS/AWSManagedRulesCommonRuleSet"), false, acts);
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
        assertThat(outcome(fronts(
                        "application",
                        acl(
                                new AclRule(
                                        "ip", Optional.of("AWS/AWSManagedRulesAmazonIpReputationList"), false, true),
                                rate(true)))))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(fronts(
                        "application",
                        acl(new AclRule("owasp", Optional.of("Fortinet/all_rules"), false, true), rate(true)))))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void whatSeesAFewRequestsOrAllowsAFloodIsNoWall() {
        AclRule narrow = core(List.of(), Share.SOME, Share.NONE);
        AclRule flood = rate(2_000_001, Share.NONE, false);
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

    private static AclRule core(List<String> counted, Share exempt, Share passes) {
        return new AclRule(
                "core",
                Optional.of("AWS/AWSManagedRulesCommonRuleSet"),
                false,
                true,
                counted,
                exempt,
                0,
                false,
                passes);
    }

    private static AclRule rate(long limit, Share exempt, boolean chosenKey) {
        return new AclRule("rate", Optional.empty(), true, true, List.of(), exempt, limit, chosenKey, Share.NONE);
    }

    private static AclRule passing(Share passes) {
        return new AclRule("first", Optional.empty(), false, false, List.of(), Share.NONE, 0, false, passes);
    }

    private RuleOutcome of(AclRule... rules) {
        return outcome(fronts("application", acl(rules)));
    }

    @Test
    void whatIsAllowedBeforeTheRulesDoesNotReachThem() {
        AclRule first = passing(Share.SOME);
        assertThat(of(first, core(true), rate(true))).isEqualTo(RuleOutcome.FAIL);
        assertThat(of(core(true), first, rate(true))).isEqualTo(RuleOutcome.FAIL);
        assertThat(of(core(true), rate(true), first)).isEqualTo(RuleOutcome.PASS);
        assertThat(of(passing(Share.NONE), core(true), rate(true))).isEqualTo(RuleOutcome.PASS);
        assertThat(of(core(List.of(), Share.NONE, Share.SOME), rate(true))).isEqualTo(RuleOutcome.FAIL);
        assertThat(result(fronts("application", acl(core(true), first, rate(true))))
                        .findings())
                .extracting(Finding::actual)
                .singleElement()
                .asString()
                .contains("rate-based rule do not see what this rule allows before them: first");
    }

    @Test
    void whatIsNotKnownIsNoWallAndNoHole() {
        assertThat(of(passing(Share.UNKNOWN), core(true), rate(true))).isEqualTo(RuleOutcome.ERROR);
        assertThat(of(core(true), rate(100, Share.UNKNOWN, false))).isEqualTo(RuleOutcome.ERROR);
        assertThat(of(core(true), rate(100, Share.UNKNOWN, false), rate(true))).isEqualTo(RuleOutcome.PASS);
        assertThat(of(core(true), rate(100, Share.SOME, false))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aRateThatAClientEscapesIsNoLimit() {
        assertThat(of(core(true), rate(100, Share.NONE, true))).isEqualTo(RuleOutcome.FAIL);
        assertThat(of(core(true), rate(100, Share.NONE, false))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void withoutAWebAclNothingBlocks() {
        assertThat(outcome(fronts("application", Optional.empty()))).isEqualTo(RuleOutcome.FAIL);
    }
}

package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.AclEntry;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.NetworkAcl;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.TestDeployed;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkAclRuleTest extends CloudRuleContract<Deployment, List<NetworkAcl>> {
    @Override
    protected CloudRule<Deployment, List<NetworkAcl>> rule() {
        return new NetworkAclRule();
    }

    @Override
    protected Deployment definition() {
        return TestDeployed.service("{}");
    }

    @Override
    protected List<NetworkAcl> broken() {
        return acl("100 allow -1 0.0.0.0/0");
    }

    @Override
    protected List<NetworkAcl> accepted() {
        return acl("90 deny 6:22-22 0.0.0.0/0; 91 deny 6:3389-3389 0.0.0.0/0; 100 allow -1 0.0.0.0/0");
    }

    /** @param rules as in {@code 100 allow 6:22-22 0.0.0.0/0}, each after a semicolon */
    private static List<NetworkAcl> acl(String rules) {
        return List.of(new NetworkAcl(
                "acl-1",
                false,
                Arrays.stream(rules.split("; *")).map(NetworkAclRuleTest::entry).toList()));
    }

    private static AclEntry entry(String rule) {
        String[] words = rule.split(" ");
        String[] traffic = words[2].split("[:-]", words[2].startsWith("-") ? 1 : 3);
        boolean ports = traffic.length == 3;
        return new AclEntry(
                Integer.parseInt(words[0]),
                false,
                words[1].equals("allow"),
                traffic[0],
                ports ? OptionalInt.of(Integer.parseInt(traffic[1])) : OptionalInt.empty(),
                ports ? OptionalInt.of(Integer.parseInt(traffic[2])) : OptionalInt.empty(),
                words[3]);
    }

    @ParameterizedTest
    @CsvSource({
        "100 allow 6:443-443 0.0.0.0/0, PASS",
        "100 allow 6:0-65535 10.0.0.0/8, PASS",
        "100 allow 6:22-22 192.0.2.0/24, PASS",
        "100 allow 17:0-65535 0.0.0.0/0, PASS",
        "100 allow 6:22-22 ::/0, FAIL",
        "100 allow 6:20-30 0.0.0.0/1, FAIL",
        "100 allow 6:3389-3389 0.0.0.0/0, FAIL",
        "100 allow 6:22-22 nonsense, FAIL",
        "100 allow 6:90-22 0.0.0.0/0, FAIL",
        "100 allow -1 0.0.0.0/0; 110 deny 6:22-22 0.0.0.0/0; 111 deny 6:3389-3389 0.0.0.0/0, FAIL",
        "90 deny 6:22-22 192.0.2.0/24; 100 allow 6:22-22 0.0.0.0/0, FAIL",
        "90 deny -1 0.0.0.0/0; 100 allow 6:22-22 0.0.0.0/0, PASS",
        "90 deny 6:90-22 0.0.0.0/0; 100 allow 6:22-22 0.0.0.0/0, FAIL",
        "90 deny -1 0.0.0.0/0; 100 allow 6:22-22 ::/0, FAIL",
        "90 deny 6:22-22 ::/0; 100 allow 6:22-22 0.0.0.0/0, FAIL"
    })
    void theFirstRuleThatFitsDecides(String rules, RuleOutcome expected) {
        assertThat(outcome(acl(rules))).isEqualTo(expected);
    }

    @Test
    void theDefaultAclIsNamedAsSuchAndEgressIsLeftOut() {
        AclEntry open = entry("100 allow 6:22-22 0.0.0.0/0");
        AclEntry out = new AclEntry(100, true, true, "-1", OptionalInt.empty(), OptionalInt.empty(), "0.0.0.0/0");
        assertThat(result(List.of(new NetworkAcl("acl-1", true, List.of(open, out))))
                        .findings())
                .singleElement()
                .extracting(Finding::actual)
                .asString()
                .contains("acl-1, the default one of its VPC, lets in SSH from the internet");
        assertThat(outcome(List.of(new NetworkAcl("acl-1", true, List.of(out)))))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void anAnswerWithoutAclsIsNoPass() {
        assertThat(outcome(List.of())).isEqualTo(RuleOutcome.ERROR);
    }
}

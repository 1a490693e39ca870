package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.vpc.FirewallLookups.Firewall;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.TestDeployed;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkFirewallDropsRuleTest extends CloudRuleContract<Deployment, Map<String, List<Firewall>>> {
    @Override
    protected CloudRule<Deployment, Map<String, List<Firewall>>> rule() {
        return new NetworkFirewallDropsRule();
    }

    @Override
    protected Deployment definition() {
        return TestDeployed.service("{}");
    }

    @Override
    protected Map<String, List<Firewall>> broken() {
        return of("aws:pass", "aws:pass", "", true);
    }

    @Override
    protected Map<String, List<Firewall>> accepted() {
        return of("aws:forward_to_sfe", "aws:drop", "aws:drop_established aws:alert_established", true);
    }

    private static Map<String, List<Firewall>> of(String packets, String fragments, String stateful, boolean strict) {
        return Map.of("vpc-1", List.of(new Firewall("fw", list(packets), list(fragments), list(stateful), strict)));
    }

    private static List<String> list(String words) {
        return words.isEmpty() ? List.of() : Arrays.asList(words.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "aws:drop, aws:drop, '', false, PASS",
        "aws:forward_to_sfe, aws:forward_to_sfe, aws:drop_strict, true, PASS",
        "aws:forward_to_sfe, aws:forward_to_sfe, aws:drop_strict, false, FAIL",
        "aws:forward_to_sfe, aws:forward_to_sfe, aws:alert_strict, true, FAIL",
        "aws:forward_to_sfe, aws:drop, '', true, FAIL",
        "aws:drop, aws:pass, '', true, FAIL",
        "aws:forward_to_sfe, aws:drop, aws:something_new, true, FAIL",
        "'', aws:drop, aws:drop_strict, true, FAIL"
    })
    void whatNoRuleFitsHasToBeDropped(
            String packets, String fragments, String stateful, boolean strict, RuleOutcome expected) {
        assertThat(outcome(of(packets, fragments, stateful, strict))).isEqualTo(expected);
    }

    @Test
    void aVpcWithoutFirewallIsNotJudged() {
        assertThat(outcome(Map.of("vpc-1", List.of()))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}

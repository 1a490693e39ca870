package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.dns.DnsLookups.DnsFirewall;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.TestDeployed;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DnsFirewallRuleTest extends CloudRuleContract<Deployment, Map<String, DnsFirewall>> {
    @Override
    protected CloudRule<Deployment, Map<String, DnsFirewall>> rule() {
        return new DnsFirewallRule();
    }

    @Override
    protected Deployment definition() {
        return TestDeployed.service("{}");
    }

    @Override
    protected Map<String, DnsFirewall> broken() {
        return Map.of("vpc-1", new DnsFirewall(0, false, "ENABLED"));
    }

    @Override
    protected Map<String, DnsFirewall> accepted() {
        return Map.of("vpc-1", new DnsFirewall(1, true, "DISABLED"), "vpc-2", new DnsFirewall(1, true, "DISABLED"));
    }

    @Test
    void onlyServicesThatAreDeployedAreAskedAbout() {
        assertThat(rule().excludes(TestDeployed.cluster("{}"))).isPresent();
        assertThat(rule().excludes(definition())).isEmpty();
    }

    @Test
    void oneVpcThatFailsIsEnough() {
        assertThat(outcome(Map.of(
                        "vpc-1", new DnsFirewall(1, true, "DISABLED"), "vpc-2", new DnsFirewall(0, false, "ENABLED"))))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void rulesThatOnlyAlertAndQueriesThatPassAreEachAFinding() {
        assertThat(result(Map.of("vpc-1", new DnsFirewall(2, false, "USE_LOCAL_RESOURCE_SETTING")))
                        .findings())
                .extracting(Finding::actual)
                .satisfiesExactly(
                        rules -> assertThat(rules).contains("no rule group of DNS Firewall blocks anything"),
                        open -> assertThat(open).contains("FirewallFailOpen is USE_LOCAL_RESOURCE_SETTING"));
    }
}

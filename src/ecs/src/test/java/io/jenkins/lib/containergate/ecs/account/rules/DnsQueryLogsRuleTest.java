package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.TestDeployed;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DnsQueryLogsRuleTest extends CloudRuleContract<Deployment, Map<String, Boolean>> {
    @Override
    protected CloudRule<Deployment, Map<String, Boolean>> rule() {
        return new DnsQueryLogsRule();
    }

    @Override
    protected Deployment definition() {
        return TestDeployed.service("{}");
    }

    @Override
    protected Map<String, Boolean> broken() {
        return Map.of("vpc-1", false);
    }

    @Override
    protected Map<String, Boolean> accepted() {
        return Map.of("vpc-1", true, "vpc-2", true);
    }

    @Test
    void onlyServicesThatAreDeployedAreAskedAbout() {
        assertThat(rule().excludes(TestDeployed.cluster("{}"))).isPresent();
        assertThat(rule().excludes(definition())).isEmpty();
    }

    @Test
    void oneVpcThatFailsIsEnough() {
        assertThat(outcome(Map.of("vpc-1", true, "vpc-2", false))).isEqualTo(RuleOutcome.FAIL);
    }
}

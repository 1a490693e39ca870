package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.audit.AuditLookups.FlowLog;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.TestDeployed;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VpcFlowLogsRuleTest extends CloudRuleContract<Deployment, Map<String, List<FlowLog>>> {
    @Override
    protected CloudRule<Deployment, Map<String, List<FlowLog>>> rule() {
        return new VpcFlowLogsRule();
    }

    @Override
    protected Deployment definition() {
        return TestDeployed.service("{}");
    }

    @Override
    protected Map<String, List<FlowLog>> broken() {
        return Map.of("vpc-1", List.<FlowLog>of());
    }

    @Override
    protected Map<String, List<FlowLog>> accepted() {
        return Map.of(
                "vpc-1",
                List.of(new FlowLog("vpc-1", "ALL", true)),
                "vpc-2",
                List.of(new FlowLog("vpc-1", "ALL", true)));
    }

    @Test
    void onlyServicesThatAreDeployedAreAskedAbout() {
        assertThat(rule().excludes(TestDeployed.cluster("{}"))).isPresent();
        assertThat(rule().excludes(definition())).isEmpty();
    }

    @Test
    void oneVpcThatFailsIsEnough() {
        assertThat(outcome(Map.of("vpc-1", List.of(new FlowLog("vpc-1", "ALL", true)), "vpc-2", List.<FlowLog>of())))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @CsvSource({"ALL, true, PASS", "REJECT, true, PASS", "ACCEPT, true, FAIL", "ALL, false, FAIL"})
    void rejectedTrafficHasToArriveInTheLog(String traffic, boolean delivers, RuleOutcome expected) {
        assertThat(outcome(Map.of("vpc-1", List.of(new FlowLog("vpc-1", traffic, delivers)))))
                .isEqualTo(expected);
    }
}

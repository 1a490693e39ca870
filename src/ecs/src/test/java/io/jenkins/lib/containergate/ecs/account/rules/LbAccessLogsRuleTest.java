package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.Fronts;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LbAccessLogsRuleTest extends FrontRuleContract<Map<String, String>> {
    @Override
    protected CloudRule<Deployment, Fronts<Map<String, String>>> rule() {
        return new LbAccessLogsRule();
    }

    @Override
    Map<String, String> bad() {
        return Map.of("access_logs.s3.enabled", "false");
    }

    @Override
    Map<String, String> good() {
        return Map.of("access_logs.s3.enabled", "true");
    }

    @Test
    void aNetworkLoadBalancerHasThemToo() {
        assertThat(outcome(fronts("network", Map.of()))).isEqualTo(RuleOutcome.FAIL);
    }
}

package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.Fronts;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WafFailsClosedRuleTest extends FrontRuleContract<Map<String, String>> {
    @Override
    protected CloudRule<Deployment, Fronts<Map<String, String>>> rule() {
        return new WafFailsClosedRule();
    }

    @Override
    Map<String, String> bad() {
        return Map.of("waf.fail_open.enabled", "true");
    }

    @Override
    Map<String, String> good() {
        return Map.of("waf.fail_open.enabled", "false");
    }

    @Test
    void itIsOffWhereNobodyHasSetIt() {
        assertThat(outcome(fronts("application", Map.of("x", "y")))).isEqualTo(RuleOutcome.PASS);
    }
}

package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.Fronts;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LbRequestSmugglingRuleTest extends FrontRuleContract<Map<String, String>> {
    @Override
    protected CloudRule<Deployment, Fronts<Map<String, String>>> rule() {
        return new LbRequestSmugglingRule();
    }

    @Override
    Map<String, String> bad() {
        return Map.of("routing.http.desync_mitigation_mode", "monitor");
    }

    @Override
    Map<String, String> good() {
        return Map.of(
                "routing.http.desync_mitigation_mode",
                "strictest",
                "routing.http.drop_invalid_header_fields.enabled",
                "true");
    }

    @Test
    void theModeAndTheHeadersAreJudgedEachByItself() {
        assertThat(result(broken()).findings()).hasSize(2);
        assertThat(result(fronts("application", Map.of("routing.http.drop_invalid_header_fields.enabled", "true")))
                        .findings())
                .as("the mode is defensive where nobody has set it")
                .isEmpty();
    }
}

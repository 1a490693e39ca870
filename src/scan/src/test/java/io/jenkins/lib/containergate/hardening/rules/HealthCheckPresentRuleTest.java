package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class HealthCheckPresentRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new HealthCheckPresentRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean().noHealthCheck();
    }

    @Test
    void aCheckThatIsSwitchedOffOrRunsNothingIsNone() {
        assertThat(actuals(TestImage.clean().healthCheck("NONE"))).containsExactly("HEALTHCHECK NONE switches it off");
        assertThat(outcome(TestImage.clean().healthCheck())).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestImage.clean().healthCheck("CMD"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestImage.clean().healthCheck("CMD-SHELL", " "))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aCheckThatCannotFailIsNone() {
        assertThat(outcome(TestImage.clean().healthCheck("CMD-SHELL", "exit 0")))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestImage.clean().healthCheck("CMD", "/bin/true"))).isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestImage.clean().healthCheck("CMD", "/app/true"))).isEqualTo(RuleOutcome.PASS);
    }
}

package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.hardening.TestLayer;
import io.jenkins.lib.containergate.layer.LayerEntry.Kind;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoDeviceFilesRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new NoDeviceFilesRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean().layer(new TestLayer().other(Kind.DEVICE, "opt/sda", 0600, ""));
    }

    @Test
    void nodesUnderDevAreMountedOver() {
        assertThat(outcome(TestImage.clean().layer(new TestLayer().other(Kind.DEVICE, "dev/sda", 0600, ""))))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void pipesAreNoDevices() {
        assertThat(outcome(TestImage.clean().layer(new TestLayer().other(Kind.FIFO, "run/pipe", 0600, ""))))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(TestImage.cleanWindows())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}

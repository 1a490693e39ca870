package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.hardening.TestLayer;
import io.jenkins.lib.containergate.layer.LayerEntry.Kind;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoSudoRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new NoSudoRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean()
                .step(
                        "RUN /bin/sh -c sudo make install # buildkit",
                        new TestLayer().file("usr/bin/sudo", 04755).other(Kind.SYMBOLIC_LINK, "bin/doas", 0777, "x"));
    }

    @Test
    void aProgramThatALaterLayerRemovesIsGone() {
        TestImage image = TestImage.clean()
                .layer(new TestLayer().file("usr/bin/sudo", 04755))
                .layer(new TestLayer().delete("usr/bin/sudo"));
        assertThat(outcome(image)).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void onlyTheProgramCounts() {
        TestImage image = TestImage.clean()
                .step("RUN /bin/sh -c echo sudo && rm -f sudo # buildkit")
                .layer(new TestLayer().file("etc/pam.d/sudo", 0644).directory("usr/bin/sudo", 0755));
        assertThat(outcome(image)).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void windowsHasNoSudo() {
        assertThat(outcome(TestImage.cleanWindows())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}

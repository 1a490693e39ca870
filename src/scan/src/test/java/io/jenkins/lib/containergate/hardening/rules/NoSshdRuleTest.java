package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.hardening.TestLayer;
import io.jenkins.lib.containergate.layer.LayerEntry.Kind;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoSshdRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new NoSshdRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean()
                .layer(new TestLayer()
                        .file("usr/sbin/sshd", 0755)
                        .file("opt/ssh/bin/sshd", 0755)
                        .other(Kind.SYMBOLIC_LINK, "usr/sbin/dropbear", 0777, "dropbearmulti"));
    }

    @Test
    void filesThatOnlyShareTheNamePass() {
        TestImage image = TestImage.clean()
                .layer(new TestLayer()
                        .file("etc/pam.d/sshd", 0644)
                        .file("etc/init.d/sshd", 0755)
                        .directory("run/sshd", 0755)
                        .file("usr/bin/ssh", 0755)
                        .file("sshd", 0755));
        assertThat(outcome(image)).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aServerThatALaterLayerRemovesIsGone() {
        TestImage image = TestImage.clean()
                .layer(new TestLayer().file("usr/sbin/sshd", 0755))
                .layer(new TestLayer().delete("usr/sbin"));
        assertThat(outcome(image)).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void windowsImagesAreNotJudged() {
        assertThat(outcome(TestImage.cleanWindows())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}

package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.hardening.TestLayer;
import io.jenkins.lib.containergate.layer.LayerEntry.Kind;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoWorldWritableFilesRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new NoWorldWritableFilesRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean()
                .layer(new TestLayer()
                        .file("app/config", 0666)
                        .directory("app/data", 0777)
                        .directory("tmp", 0777));
    }

    @Test
    void sharedDirectoriesLinksAndWhatTheRuntimeMountsPass() {
        TestImage image = TestImage.clean()
                .layer(new TestLayer()
                        .directory("var/tmp", 01777)
                        .other(Kind.SYMBOLIC_LINK, "app/link", 0777, "x")
                        .other(Kind.DEVICE, "dev/null", 0666, "")
                        .directory("dev/shm", 0777));
        assertThat(outcome(image)).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aStickyBitOnAFileProtectsNothing() {
        assertThat(outcome(TestImage.clean().layer(new TestLayer().file("app/config", 01666))))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aDirectoryThatALaterLayerRestrictsPasses() {
        TestImage image = TestImage.clean()
                .layer(new TestLayer().directory("app", 0777))
                .layer(new TestLayer().directory("app", 0755));
        assertThat(outcome(image)).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void windowsHasNoModes() {
        assertThat(outcome(TestImage.cleanWindows())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}

package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.hardening.TestLayer;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoSetuidFilesRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new NoSetuidFilesRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean().layer(new TestLayer().file("usr/bin/su", 04755).file("usr/bin/chage", 02755));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bin/su",
                "usr/bin/passwd",
                "sbin/unix_chkpwd",
                "usr/lib/openssh/ssh-keysign",
                "usr/lib/x86_64-linux-gnu/utempter/utempter",
                "usr/lib/arm-linux-gnueabihf/utempter/utempter",
                "bin/bbsuid"
            })
    void programsOfTheDistributionAreKnownWithAndWithoutUsr(String path) {
        assertThat(outcome(TestImage.clean().layer(new TestLayer().file(path, 04755))))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void bitsClearedInALaterLayerPass() {
        TestImage image = TestImage.clean()
                .layer(new TestLayer().file("usr/bin/su", 04755))
                .layer(new TestLayer().file("usr/bin/su", 0755));
        assertThat(outcome(image)).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void theLastOfTwoEntriesOfALayerCounts() {
        TestImage cleared = TestImage.clean()
                .layer(new TestLayer().file("usr/bin/su", 04755).file("usr/bin/su", 0755));
        assertThat(outcome(cleared)).isEqualTo(RuleOutcome.PASS);
        TestImage set =
                TestImage.clean().layer(new TestLayer().file("usr/bin/su", 0755).file("usr/bin/su", 04755));
        assertThat(outcome(set)).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void theFindingNamesLayerPathAndMode() {
        TestImage image = TestImage.empty().layer(new TestLayer().file("usr/bin/su", 04755));
        Finding finding = check(image).findings().get(0);
        assertThat(finding.location())
                .isEqualTo(Location.inLayer(image.diffIds().get(0), "usr/bin/su"));
        assertThat(finding.actual()).isEqualTo("mode 4755, owner 0:0");
    }

    @Test
    void setgidDirectoriesAndWindowsAreNotMeant() {
        assertThat(outcome(TestImage.clean().layer(new TestLayer().directory("usr/bin/wall", 02775))))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(TestImage.cleanWindows())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}

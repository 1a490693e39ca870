package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoDistUpgradeRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new NoDistUpgradeRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean().step("RUN /bin/sh -c apt-get update && apt-get -y dist-upgrade # buildkit");
    }

    @Test
    void everyManagersWordForItCounts() {
        TestImage image = TestImage.clean()
                .step("RUN /bin/sh -c apt full-upgrade -y # buildkit")
                .step("RUN /bin/sh -c zypper --non-interactive dup # buildkit")
                .step("RUN /bin/sh -c dnf system-upgrade download # buildkit")
                .step("RUN /bin/sh -c do-release-upgrade -f x # buildkit");
        assertThat(actuals(image))
                .containsExactly(
                        "RUN apt full-upgrade", "RUN zypper dup", "RUN dnf system-upgrade", "RUN do-release-upgrade");
    }

    @Test
    void anUpgradeWithinTheReleasePasses() {
        assertThat(outcome(TestImage.clean().step("RUN /bin/sh -c apt-get update && apt-get -y upgrade # buildkit")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void anImageWithoutHistoryProvesNothing() {
        assertThat(outcome(TestImage.clean().withoutHistory())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(outcome(TestImage.cleanWindows())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}

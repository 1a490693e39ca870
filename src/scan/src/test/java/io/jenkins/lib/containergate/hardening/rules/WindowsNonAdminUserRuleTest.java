package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowsNonAdminUserRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new WindowsNonAdminUserRule();
    }

    @Override
    protected TestImage accepted() {
        return TestImage.cleanWindows();
    }

    @Override
    protected TestImage broken() {
        return TestImage.cleanWindows().user("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ContainerAdministrator",
                "containeradministrator",
                "User Manager\\ContainerAdministrator",
                ".\\Administrator",
                "NT AUTHORITY\\SYSTEM",
                " ContainerAdministrator ",
                "S-1-5-93-2-1",
                "domain\\"
            })
    void everyAdministratorIsRefused(String user) {
        assertThat(outcome(TestImage.cleanWindows().user(user))).isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void linuxHasARuleOfItsOwn() {
        assertThat(outcome(TestImage.clean())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}

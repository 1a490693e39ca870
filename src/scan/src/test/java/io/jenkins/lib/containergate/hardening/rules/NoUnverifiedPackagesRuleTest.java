package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoUnverifiedPackagesRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new NoUnverifiedPackagesRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean().step("RUN /bin/sh -c apt-get install -y --allow-unauthenticated curl # buildkit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apk add --no-cache --allow-untrusted ./x.apk",
                "yum install -y --nogpgcheck x",
                "zypper --no-gpg-checks in x",
                "rpm -i --nosignature x.rpm",
                "pip install --trusted-host=pypi.example x",
                "curl -fsSLk https://example.com/x | sh",
                "curl --insecure https://example.com/x",
                "X=$(curl -k https://example.com/x)",
                "wget --no-check-certificate https://example.com/x"
            })
    void everySwitchThatTurnsVerificationOffCounts(String command) {
        assertThat(outcome(TestImage.clean().step("RUN /bin/sh -c " + command + " # buildkit")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -fsSL https://example.com/x",
                "curl -okey https://example.com/x",
                "grep -k x",
                "echo 'curl -k https://example.com/'",
                "pip install --index-url https://pypi.example x"
            })
    void whatOnlyLooksLikeItPasses(String command) {
        assertThat(outcome(TestImage.clean().step("RUN /bin/sh -c " + command + " # buildkit")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void theFindingShowsTheOptionAndNothingElse() {
        TestImage image = TestImage.clean().step("RUN /bin/sh -c curl -k -u me:hunter2 https://example.com # buildkit");
        assertThat(actuals(image)).containsExactly("RUN curl -k");
    }

    @Test
    void anImageWithoutHistoryProvesNothing() {
        assertThat(outcome(TestImage.clean().withoutHistory())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(outcome(TestImage.cleanWindows())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}

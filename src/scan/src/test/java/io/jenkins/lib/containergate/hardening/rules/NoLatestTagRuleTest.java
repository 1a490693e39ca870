package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoLatestTagRuleTest extends HardeningRuleContract {
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    @Override
    protected HardeningRule rule() {
        return new NoLatestTagRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean().reference("shop/web");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web:latest", "localhost:5000/web", "registry.example:5000/shop/web:latest", "web:LATEST"})
    void latestIsLatestHoweverItIsWritten(String reference) {
        assertThat(outcome(TestImage.clean().reference(reference))).isEqualTo(RuleOutcome.FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest:1.0", "web:latest-1.0", "registry.example:5000/web:1"})
    void aVersionPasses(String reference) {
        assertThat(outcome(TestImage.clean().reference(reference))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void aDigestSettlesTheMatter() {
        assertThat(outcome(TestImage.clean().reference("web@" + DIGEST))).isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(TestImage.clean().reference("web:latest@" + DIGEST))).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void anArchiveHasNoTagThatMoves() {
        assertThat(outcome(TestImage.empty())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}

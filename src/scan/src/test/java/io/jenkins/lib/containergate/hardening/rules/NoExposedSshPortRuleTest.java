package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoExposedSshPortRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new NoExposedSshPortRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean().expose("22/tcp").expose("22").expose("20-25/tcp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2222/tcp", "22/udp", "23-80", "220", "8022/tcp"})
    void otherPortsPass(String port) {
        assertThat(outcome(TestImage.clean().expose(port))).isEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh", "", "22/tcp ", "${PORT}", "222222", "\u0662\u0662"})
    void whatIsNoPortIsAnErrorNotAPass(String port) {
        assertThat(outcome(TestImage.clean().expose(port))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void theFindingPointsToThePort() {
        assertThat(check(TestImage.clean().expose("22/tcp")).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.location())
                        .isEqualTo(Location.atPointer("config", "/config/ExposedPorts/22~1tcp")));
    }

    @Test
    void manyBrokenPortsDoNotMakeManyFindings() {
        TestImage image = TestImage.clean();
        for (int i = 0; i < 10_000; i++) {
            image.expose("port" + i).expose("22-" + (10_000 + i));
        }
        assertThat(check(image).findings()).hasSize(41);
        assertThat(outcome(image)).isEqualTo(RuleOutcome.ERROR);
    }
}

package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.hardening.TestLayer;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoBuildFilesRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new NoBuildFilesRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean()
                .layer(new TestLayer().file("app/Dockerfile", "FROM x").file("docker-compose.yml", "x"));
    }

    @Test
    void whatPackagesShipPasses() {
        TestImage image = TestImage.clean()
                .layer(new TestLayer()
                        .file("app/node_modules/x/Dockerfile", "x")
                        .file("node_modules/x/Dockerfile", "x")
                        .file("usr/share/doc/x/Dockerfile", "x")
                        .directory("app/Dockerfile", 0755));
        assertThat(outcome(image)).isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void whatALaterLayerDeletesIsGone() {
        TestImage image = TestImage.clean()
                .layer(new TestLayer().file("app/Dockerfile", "x"))
                .layer(new TestLayer().delete("app/Dockerfile"));
        assertThat(outcome(image)).isEqualTo(RuleOutcome.PASS);
    }
}

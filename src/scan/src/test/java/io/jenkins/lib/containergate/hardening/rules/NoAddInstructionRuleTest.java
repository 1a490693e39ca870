package io.jenkins.lib.containergate.hardening.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.HardeningRuleContract;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import org.junit.jupiter.api.Test;

class NoAddInstructionRuleTest extends HardeningRuleContract {
    @Override
    protected HardeningRule rule() {
        return new NoAddInstructionRule();
    }

    @Override
    protected TestImage broken() {
        return TestImage.clean().step("ADD app.tar.gz /app # buildkit");
    }

    @Test
    void theRootFileSystemOfABaseImageMayBeAdded() {
        assertThat(outcome(TestImage.empty().step("/bin/sh -c #(nop) ADD file:a9ce in / ")))
                .isEqualTo(RuleOutcome.PASS);
        assertThat(outcome(TestImage.empty()
                        .note("ENV A=b")
                        .step("ADD alpine-minirootfs-3.20.1-x86_64.tar.gz / # buildkit")))
                .isEqualTo(RuleOutcome.PASS);
    }

    @Test
    void onlyTheFirstLayerAndOnlyAtTheRootAndOnlyFromTheBuildContext() {
        assertThat(outcome(TestImage.clean().step("/bin/sh -c #(nop) ADD file:a9ce in / ")))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestImage.empty().step("ADD app.tar.gz /app # buildkit")))
                .isEqualTo(RuleOutcome.FAIL);
        assertThat(outcome(TestImage.empty().step("ADD https://example.com/root.tar / # buildkit")))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void classicAndBuildKitHistoriesAreBothRead() {
        TestImage image = TestImage.clean()
                .step("/bin/sh -c #(nop) ADD multi:77a1 in /opt/ ")
                .step("ADD --chown=app --chmod=755 a b /srv/ # buildkit")
                .step("ADD [\"a b\", \"/x\"]");
        assertThat(actuals(image))
                .containsExactly(
                        "ADD of local files to /opt/", "ADD of local files to /srv/", "ADD of local files to /x");
    }

    @Test
    void anAddressIsShownWithoutWhatMayBeASecretInIt() {
        TestImage image = TestImage.clean()
                .step("ADD https://user:hunter2@example.com:8443/s3cr3t/a?token=hunter2 /opt/ # buildkit")
                .step("ADD git@example.com:team/hunter2.git /src # buildkit");
        assertThat(actuals(image))
                .containsExactly("ADD from https://example.com:8443 to /opt/", "ADD from ssh://example.com to /src");
    }

    @Test
    void anImageWithoutHistoryProvesNothing() {
        assertThat(outcome(TestImage.clean().withoutHistory())).isEqualTo(RuleOutcome.NOT_APPLICABLE);
        assertThat(outcome(TestImage.empty().step("jib-maven-plugin:3.4.0"))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }
}

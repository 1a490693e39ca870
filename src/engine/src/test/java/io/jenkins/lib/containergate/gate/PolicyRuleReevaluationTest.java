package io.jenkins.lib.containergate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.gate.Reevaluation.Blocking;
import io.jenkins.lib.containergate.gate.Reevaluation.ConfiguredImage;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.vulnerability.VulnerabilityReport;
import io.jenkins.lib.containergate.vulnerability.exploitation.ExploitationData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What runs would not pass today when a rule of the policy holds of its packages, though no vulnerability is known. */
class PolicyRuleReevaluationTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);

    private static Image image(String user) {
        Digest digest = Digest.of(new byte[0]);
        ImageConfig config = TestImage.empty().user(user).config();
        return new Image("shop/app:1.4", Optional.empty(), digest, true, Optional.empty(), digest, config, List.of());
    }

    private static Blocking again(String when) throws GateException, InterruptedException {
        return again(when, () -> {
            throw new AssertionError("no rule names the image");
        });
    }

    private static Blocking again(String when, ConfiguredImage configured) throws GateException, InterruptedException {
        return withPolicy(
                "rules: [{id: no-gpl, gate: vulnerabilities, severity: high, title: T, remedy: R, when: \"" + when
                        + "\"}]",
                List.of("GPL-3.0"),
                configured);
    }

    private static Blocking withPolicy(String policy, List<String> licenses, ConfiguredImage configured)
            throws GateException, InterruptedException {
        InstalledPackage bash = new InstalledPackage(
                Ecosystem.NPM,
                "bash",
                "5.2",
                "pkg:npm/bash@5.2",
                Optional.empty(),
                Digest.of(new byte[0]),
                "app/package.json",
                licenses);
        VulnerabilityKnowledge knowledge = new VulnerabilityKnowledge(
                (inventory, deadline, progress) -> new VulnerabilityReport(
                        new SourceInfo("none", "1", Optional.of(CLOCK.instant())), List.of(), List.of()),
                ExploitationData.none());
        return new Reevaluation(
                        knowledge,
                        PolicyMerge.merge(
                                List.of(PolicyParser.parse("org", "org.yaml", "version: 1\n" + policy + "\n")), CLOCK),
                        CLOCK)
                .vulnerabilities(
                        ImageNames.none(),
                        new PackageInventory(Optional.empty(), List.of(bash), 1, List.of()),
                        configured,
                        Deadline.after(Duration.ofMinutes(1), CLOCK),
                        ProgressListener.none());
    }

    @Test
    void aRuleThatHoldsBlocksWhatRuns() throws Exception {
        Blocking blocking = again("packages.exists(p, 'GPL-3.0' in p.licenses)");
        assertThat(blocking.isEmpty()).isFalse();
        assertThat(blocking.rules())
                .extracting(Finding::rule)
                .extracting(Object::toString)
                .containsExactly("policy/no-gpl");
        assertThat(again("false").isEmpty()).isTrue();
    }

    @Test
    void aRuleOnTheImageSeesItsConfiguration() throws Exception {
        ConfiguredImage root = () -> image("");
        assertThat(again("image.user == ''", root).rules()).hasSize(1);
        assertThat(again("image.user == ''", () -> image("1000")).isEmpty()).isTrue();
        assertThat(again("image.user == '' && packages.exists(p, p.name == 'bash')", root)
                        .rules())
                .hasSize(1);
    }

    @Test
    void aRuleOnAnImageThatCannotBeReadIsUndecided() {
        assertThatThrownBy(() -> again("image.user == ''", () -> {
                    throw new GateException("the registry is down", "try again");
                }))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("the registry is down");
    }
}

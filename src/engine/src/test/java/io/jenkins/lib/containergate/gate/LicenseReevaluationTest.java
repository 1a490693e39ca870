package io.jenkins.lib.containergate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What runs would not pass today when the policy does not allow its licences. */
class LicenseReevaluationTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);

    private static EffectivePolicy policy(String lists) throws GateException {
        return PolicyMerge.merge(List.of(PolicyParser.parse("org", "org.yaml", "version: 1\n" + lists + "\n")), CLOCK);
    }

    private static List<String> blocking(String lists, String... licenses) throws GateException {
        InstalledPackage bash = new InstalledPackage(
                Ecosystem.NPM,
                "bash",
                "5.2",
                "pkg:npm/bash@5.2",
                Optional.empty(),
                Digest.of(new byte[0]),
                "app/package.json",
                List.of(licenses));
        return LicenseReevaluation.of(policy(lists), CLOCK)
                .orElseThrow()
                .blocking(ImageNames.none(), new PackageInventory(Optional.empty(), List.of(bash), 1, List.of()))
                .stream()
                .map(finding -> finding.rule() + ": " + finding.actual())
                .toList();
    }

    @Test
    void aLicenceThatThePolicyDoesNotAllowBlocksWhatRuns() throws Exception {
        assertThat(blocking("licenses: {deny: [strong-copyleft]}", "GPL-3.0-only"))
                .containsExactly("denied-license: bash 5.2: GPL-3.0-only");
        assertThat(blocking("licenses: {allow: [permissive]}", "MPL-2.0"))
                .containsExactly("unlisted-license: bash 5.2: MPL-2.0");
        assertThat(blocking("licenses: {deny: [strong-copyleft]}", "MIT")).isEmpty();
        assertThat(LicenseReevaluation.of(policy("mode: enforce"), CLOCK)).isEmpty();
    }

    @Test
    void aLicenceThatIsNotKnownIsNoPass() throws Exception {
        assertThatThrownBy(() -> blocking("licenses: {deny: [strong-copyleft]}"))
                .isInstanceOf(GateException.class);
        assertThat(blocking("licenses: {deny: [strong-copyleft], unknown: report}"))
                .isEmpty();
    }
}

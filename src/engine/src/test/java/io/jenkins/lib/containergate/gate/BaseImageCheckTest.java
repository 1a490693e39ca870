package io.jenkins.lib.containergate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.HardeningFinding;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which findings come of what is known of a base image. */
class BaseImageCheckTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-27T00:00:00Z"), ZoneOffset.UTC);

    @Test
    void twoSourcesThatDoNotTellAreTwoFindingsWithAWaiverEach() throws Exception {
        BaseImageCheck check = new BaseImageCheck(
                PolicyMerge.merge(
                        List.of(PolicyParser.parse(
                                "org", "org.yaml", "version: 1\nbaseImages: {allowed: [registry.example/debian]}")),
                        CLOCK),
                CLOCK);
        BaseImage several = new BaseImage.Several(
                List.of(
                        new BaseImage.Unknown("its labels name what no registry has", "push it"),
                        new BaseImage.Unknown("its provenance names what no registry has", "push it", "provenance")),
                "they differ");
        List<HardeningFinding> findings = check.findings(Optional.of(several));
        assertThat(findings).hasSize(2);
        assertThat(findings).extracting(HardeningFinding::fingerprint).doesNotHaveDuplicates();
    }
}

package io.jenkins.lib.containergate.policy.judge;

import static io.jenkins.lib.containergate.policy.judge.SampleFindings.fixable;
import static io.jenkins.lib.containergate.policy.judge.SampleFindings.unfixable;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaiverCoverageTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rule: CVE-2024-1, expires: 2026-06-01 | 1 | 0",
                "rule: CVE-2024-*, expires: 2026-06-01 | 2 | 0",
                "rule: CVE-2024-*, expires: 2026-05-31 | 0 | 2",
                "rule: CVE-2024-*, until: fixed, expires: 2026-06-01 | 1 | 1",
                "rule: CVE-2024-*, maxSeverity: high, expires: 2026-06-01 | 1 | 0",
                "rule: CVE-2024-*, image: '*/shop/*', expires: 2026-06-01 | 2 | 0",
                "rule: CVE-2024-*, image: '*/other/*', expires: 2026-06-01 | 0 | 0",
                "rule: CVE-2025-*, expires: 2026-06-01 | 0 | 0",
            })
    void aWaiverCoversWhatItWouldExcuseToday(String waiver, int waived, int blocked) throws GateException {
        PolicyDocument policy = PolicyParser.parse(
                "org", "org", "version: 1\nwaivers:\n  - {owner: payments, reason: r, " + waiver + "}\n");

        assertThat(WaiverCoverage.of(policy.waivers().get(0), verdict(), CLOCK))
                .isEqualTo(new WaiverCoverage(waived, blocked));
    }

    private static Verdict verdict() throws GateException {
        EffectivePolicy policy = PolicyMerge.merge(
                List.of(PolicyParser.parse("org", "org", "version: 1\nvulnerabilities: {max: {critical: 0}}\n")),
                CLOCK);
        Subject subject = new Subject(
                "registry.example.org/shop/app:1.4",
                Optional.of("sha256:0"),
                Optional.of("linux/amd64"),
                Optional.empty());
        GateInput input = GateInput.of(
                GateName.VULNERABILITIES,
                ImageNames.of(subject),
                List.of(fixable("CVE-2024-1", Severity.HIGH), unfixable("CVE-2024-2", Severity.CRITICAL)));
        return new VerdictAssembler(policy, CLOCK)
                .assemble(
                        subject,
                        ImageNames.of(subject),
                        List.of(new PolicyEngine(policy, CLOCK).judge(input)),
                        Set.of());
    }
}

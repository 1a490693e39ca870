package io.jenkins.lib.containergate.gate.drift;

import static io.jenkins.lib.containergate.gate.drift.RecordedImage.IMAGE;
import static io.jenkins.lib.containergate.gate.drift.RecordedImage.NOW;
import static io.jenkins.lib.containergate.gate.drift.RecordedImage.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.ledger.LedgerEntry;
import io.jenkins.lib.containergate.ledger.LedgerEntry.UsedWaiver;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ledger has on the digest of an image under the name of another repository. */
class FailedElsewhereTest extends OfOneLedger {
    private static final String ELSEWHERE = "registry.example/dev/app";

    private void append(String repository, GateName gate, Outcome outcome, int secondsAgo, String... waived)
            throws Exception {
        append(repository, gate, outcome, policy.digest(), secondsAgo, waived);
    }

    private void append(
            String repository, GateName gate, Outcome outcome, Digest under, int secondsAgo, String... waived)
            throws Exception {
        ledger.append(new LedgerEntry(
                NOW.minusSeconds(secondsAgo),
                repository,
                Optional.of(IMAGE),
                Optional.empty(),
                outcome,
                Map.of(gate, outcome),
                under,
                List.of("org"),
                Optional.of("enforce"),
                Arrays.stream(waived)
                        .map(rule -> new UsedWaiver(rule, Optional.empty()))
                        .toList(),
                Optional.empty(),
                LedgerEntry.Attached.none()));
    }

    private void passes() {
        assertThat(standing()).isInstanceOf(VerdictStanding.Passed.class);
    }

    private void didNotPass() {
        assertThat(standing())
                .isInstanceOfSatisfying(
                        VerdictStanding.DidNotPass.class,
                        failed -> assertThat(failed.verdict().summary().resource())
                                .isEqualTo(IMAGE.in(ELSEWHERE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vulnerabilities", "hardening", "licenses", "secrets"})
    void whatFailedElsewhereFailsUntilItPassesUnderItsOwnName(String gate) throws Exception {
        GateName name = GateName.ofKey(gate).orElseThrow();
        append(REPOSITORY, GateName.VULNERABILITIES, Outcome.PASS, 90);
        passes();
        append(ELSEWHERE, name, Outcome.FAIL, 80);
        didNotPass();
        append(REPOSITORY, name, Outcome.PASS, 70);
        passes();
    }

    /** Whoever runs a gate chooses its policy. */
    @Test
    void whatFailedElsewhereUnderAnotherPolicyFailsToo() throws Exception {
        append(REPOSITORY, GateName.VULNERABILITIES, Outcome.PASS, 90);
        append(ELSEWHERE, GateName.VULNERABILITIES, Outcome.FAIL, new Digest("cd".repeat(32)), 80);
        didNotPass();
    }

    /** Signers are trusted for a repository, and an error of another registry says nothing of the bytes. */
    @ParameterizedTest
    @CsvSource({"signatures, FAIL", "drift, FAIL", "vulnerabilities, ERROR", "vulnerabilities, WARN"})
    void whatSaysNothingOfTheBytesFailsNothing(String gate, Outcome outcome) throws Exception {
        append(REPOSITORY, GateName.VULNERABILITIES, Outcome.PASS, 90);
        append(ELSEWHERE, GateName.ofKey(gate).orElseThrow(), outcome, 80);
        passes();
    }

    @Test
    void whatPassedElsewhereCountsOnlyAgainstWhatFailedElsewhereAndOnlyWithoutAWaiver() throws Exception {
        append(ELSEWHERE, GateName.VULNERABILITIES, Outcome.PASS, 95);
        assertThat(standing()).isInstanceOf(VerdictStanding.Never.class);
        append(REPOSITORY, GateName.VULNERABILITIES, Outcome.PASS, 90);
        append(ELSEWHERE, GateName.VULNERABILITIES, Outcome.FAIL, 80);
        append(ELSEWHERE, GateName.VULNERABILITIES, Outcome.PASS, 70, "CVE-2026-1");
        didNotPass();
        append(ELSEWHERE, GateName.VULNERABILITIES, Outcome.PASS, new Digest("cd".repeat(32)), 60);
        didNotPass();
        append(ELSEWHERE, GateName.VULNERABILITIES, Outcome.PASS, 50);
        passes();
    }

    /** A waiver for the images of one repository is no reason why its images fail because others do not have it. */
    @Test
    void whatTheImagePassedByAWaiverThatIsNotTheOthersMayFailElsewhere() throws Exception {
        append(REPOSITORY, GateName.VULNERABILITIES, Outcome.PASS, 90, "CVE-2026-1");
        append(ELSEWHERE, GateName.VULNERABILITIES, Outcome.FAIL, 80);
        passes();
        append(ELSEWHERE, GateName.VULNERABILITIES, Outcome.FAIL, 70, "CVE-2026-1", "CVE-2026-2");
        didNotPass();
    }

    @Test
    void aWaiverForAVulnerabilityExplainsNoSecret() throws Exception {
        append(REPOSITORY, GateName.VULNERABILITIES, Outcome.PASS, 95);
        append(REPOSITORY, GateName.SECRETS, Outcome.PASS, 90, "CVE-2026-1", "GHSA-1111-2222-3333");
        append(ELSEWHERE, GateName.SECRETS, Outcome.FAIL, 80);
        didNotPass();
        append(REPOSITORY, GateName.SECRETS, Outcome.PASS, 70, "aws-access-key");
        append(ELSEWHERE, GateName.SECRETS, Outcome.FAIL, 60);
        passes();
    }

    @Test
    void aWaiverOfALooserPolicyExplainsNothing() throws Exception {
        append(REPOSITORY, GateName.VULNERABILITIES, Outcome.PASS, 90);
        append(ELSEWHERE, GateName.VULNERABILITIES, Outcome.FAIL, 80);
        append(REPOSITORY, GateName.SECRETS, Outcome.PASS, 75);
        append(ELSEWHERE, GateName.SECRETS, Outcome.FAIL, 70);
        append(REPOSITORY, GateName.SECRETS, Outcome.PASS, new Digest("cd".repeat(32)), 60, "CVE-2026-1");
        didNotPass();
    }
}

package io.jenkins.lib.containergate.gate.drift;

import static io.jenkins.lib.containergate.gate.drift.RecordedImage.IMAGE;
import static io.jenkins.lib.containergate.gate.drift.RecordedImage.NOW;
import static io.jenkins.lib.containergate.gate.drift.RecordedImage.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.WaivableFinding;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.ledger.LedgerEntry;
import io.jenkins.lib.containergate.ledger.LedgerEntry.UsedWaiver;
import io.jenkins.lib.containergate.ledger.LedgerFindings;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        append(
                repository,
                Map.of(gate, outcome),
                secondsAgo,
                under,
                Arrays.stream(waived).map(rule -> new UsedWaiver(rule, Optional.empty())),
                Optional.empty());
    }

    private void append(
            String repository,
            Map<GateName, Outcome> gates,
            int secondsAgo,
            Digest under,
            Stream<UsedWaiver> waived,
            Optional<LedgerFindings> findings)
            throws Exception {
        ledger.append(new LedgerEntry(
                NOW.minusSeconds(secondsAgo),
                repository,
                Optional.of(IMAGE),
                Optional.empty(),
                gates.values().stream().reduce(Outcome.PASS, Outcome::worse),
                gates,
                under,
                List.of("org"),
                Optional.of("enforce"),
                waived.toList(),
                Optional.empty(),
                LedgerEntry.Attached.none(),
                findings));
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

    private static WaivableFinding.Kept finding(String rule) {
        return new WaivableFinding.Kept(
                new RuleId(rule),
                List.of(),
                Severity.HIGH,
                Optional.empty(),
                Optional.empty(),
                Fingerprint.of(rule),
                Optional.empty(),
                false);
    }

    /** @param findings what the ledger knows of them */
    private void append(
            String repository, Map<GateName, Outcome> gates, int secondsAgo, Digest under, LedgerFindings findings)
            throws Exception {
        append(
                repository,
                gates,
                secondsAgo,
                under,
                findings.waived().stream()
                        .map(each -> new UsedWaiver(each.finding().rule().value(), each.ends())),
                Optional.of(findings));
    }

    private void passed(int secondsAgo, GateName gate, String... waived) throws Exception {
        List<LedgerFindings.Waived> excused = Arrays.stream(waived)
                .map(rule -> new LedgerFindings.Waived(gate, Optional.empty(), finding(rule)))
                .toList();
        LedgerFindings findings = new LedgerFindings(REPOSITORY, Map.of(), excused);
        Map<GateName, Outcome> gates = new EnumMap<>(Map.of(GateName.VULNERABILITIES, Outcome.PASS));
        gates.put(gate, Outcome.PASS);
        append(REPOSITORY, gates, secondsAgo, policy.digest(), findings);
    }

    private void failedElsewhere(int secondsAgo, GateName gate, String... rules) throws Exception {
        Set<Fingerprint> prints =
                Arrays.stream(rules).map(rule -> finding(rule).fingerprint()).collect(Collectors.toSet());
        LedgerFindings findings = new LedgerFindings(ELSEWHERE, Map.of(gate, prints), List.of());
        append(ELSEWHERE, Map.of(gate, Outcome.FAIL), secondsAgo, policy.digest(), findings);
    }

    /** A waiver for the images of one repository is no reason why its images fail because others do not have it. */
    @ParameterizedTest
    @ValueSource(strings = {"vulnerabilities", "hardening", "licenses", "secrets"})
    void whatTheImagePassedByAWaiverMayFailElsewhere(String gate) throws Exception {
        GateName name = GateName.ofKey(gate).orElseThrow();
        passed(90, name, "one", "two");
        failedElsewhere(80, name, "one");
        passes();
        failedElsewhere(70, name, "one", "two");
        passes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vulnerabilities", "hardening", "licenses", "secrets"})
    void whatNoWaiverOfTheImageIsForFailsItWhateverElseIsWaived(String gate) throws Exception {
        GateName name = GateName.ofKey(gate).orElseThrow();
        passed(90, name, "one", "two");
        failedElsewhere(80, name, "one", "three");
        didNotPass();
    }

    /** One entry has the findings of all gates. */
    @Test
    void aWaiverOfOneGateExplainsNoOther() throws Exception {
        passed(90, GateName.HARDENING, "one");
        failedElsewhere(80, GateName.SECRETS, "one");
        didNotPass();
    }

    /** Lines of earlier versions, and those of more findings than there is room for. */
    @Test
    void whereTheLedgerDoesNotSayWhatFailedNoWaiverExplainsIt() throws Exception {
        append(REPOSITORY, GateName.VULNERABILITIES, Outcome.PASS, 90, "CVE-2026-1");
        append(ELSEWHERE, GateName.VULNERABILITIES, Outcome.FAIL, 80);
        didNotPass();
        passed(70, GateName.VULNERABILITIES, "CVE-2026-1");
        append(ELSEWHERE, GateName.VULNERABILITIES, Outcome.FAIL, 60);
        didNotPass();
        passed(50, GateName.VULNERABILITIES, "CVE-2026-1");
        failedElsewhere(40, GateName.VULNERABILITIES);
        didNotPass();
    }

    @Test
    void aWaiverOfALooserPolicyExplainsNothing() throws Exception {
        passed(95, GateName.SECRETS);
        failedElsewhere(80, GateName.SECRETS, "one");
        LedgerFindings.Waived waived = new LedgerFindings.Waived(GateName.SECRETS, Optional.empty(), finding("one"));
        append(
                REPOSITORY,
                Map.of(GateName.SECRETS, Outcome.PASS),
                60,
                new Digest("cd".repeat(32)),
                new LedgerFindings(REPOSITORY, Map.of(), List.of(waived)));
        didNotPass();
    }
}

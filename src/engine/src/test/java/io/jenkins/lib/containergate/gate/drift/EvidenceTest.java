package io.jenkins.lib.containergate.gate.drift;

import static io.jenkins.lib.containergate.gate.drift.RecordedImage.CLOCK;
import static io.jenkins.lib.containergate.gate.drift.RecordedImage.IMAGE;
import static io.jenkins.lib.containergate.gate.drift.RecordedImage.INDEX;
import static io.jenkins.lib.containergate.gate.drift.RecordedImage.NOW;
import static io.jenkins.lib.containergate.gate.drift.RecordedImage.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.attestation.VerdictAttestation;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.ledger.LedgerEntry;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.setting.DriftEvidence;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where a verdict may be in the registry or in a ledger, what did not pass in one is made good only by the same gate. */
class EvidenceTest extends OfOneLedger {
    private static SignedVerdict attested(boolean passed, GateName gate, int secondsAgo) {
        return attested(passed, gate, secondsAgo, "0".repeat(64));
    }

    private static SignedVerdict attested(boolean passed, GateName gate, int secondsAgo, String policy) {
        List<String> levels = List.of(VerdictAttestation.level(gate));
        return new SignedVerdict(
                "referrer",
                "gate",
                IMAGE,
                false,
                new VerificationSummary(
                        "urn:container-gate",
                        NOW.minusSeconds(secondsAgo),
                        "oci://" + REPOSITORY,
                        "",
                        policy,
                        Optional.empty(),
                        Optional.of("enforce"),
                        List.of(),
                        passed,
                        passed ? levels : List.of(),
                        passed ? List.of() : levels,
                        Optional.empty()));
    }

    private void recorded(GateName gate, Outcome outcome, int secondsAgo) throws Exception {
        ledger.append(entry(IMAGE, gate, outcome, secondsAgo, "enforce"));
    }

    private LedgerEntry entry(Digest image, GateName gate, Outcome outcome, int secondsAgo, String mode) {
        return new RecordedImage(REPOSITORY, image, Optional.empty(), mode)
                .entry(gate, outcome, NOW.minusSeconds(secondsAgo), policy.digest());
    }

    private VerdictStanding either(VerdictStanding attested) throws Exception {
        return new Evidence(
                        DriftEvidence.EITHER,
                        Optional.of(new RecordedVerdicts(
                                new RecordedPolicies(ledger, policy, CLOCK), policy, Set.of(), CLOCK)))
                .of(attested, REPOSITORY, new EvidenceDigests(IMAGE, Set.of(INDEX)));
    }

    private VerdictStanding both(VerdictStanding attested) {
        return new Evidence(
                        DriftEvidence.BOTH,
                        Optional.of(new RecordedVerdicts(
                                new RecordedPolicies(ledger, policy, CLOCK), policy, Set.of(), CLOCK)))
                .of(attested, REPOSITORY, new EvidenceDigests(IMAGE, Set.of(INDEX)));
    }

    private static List<Instant> times(VerdictStanding standing) {
        return standing instanceof VerdictStanding.Passed passed
                ? passed.all().stream()
                        .map(each -> each.summary().timeVerified())
                        .toList()
                : List.of();
    }

    /** Else a waiver that has ended would be asked of one of them alone. */
    @Test
    void whereBothAreNeededTheVerdictsOfBothHaveToHold() throws Exception {
        recorded(GateName.VULNERABILITIES, Outcome.PASS, 90);
        VerdictStanding attested = new VerdictStanding.Passed(attested(true, GateName.VULNERABILITIES, 30));
        assertThat(times(both(attested))).containsExactly(NOW.minusSeconds(30), NOW.minusSeconds(90));
        recorded(GateName.VULNERABILITIES, Outcome.FAIL, 20);
        assertThat(both(attested)).isInstanceOf(VerdictStanding.DidNotPass.class);
    }

    @Test
    void aVerdictThatWasRecordedAndAttestedByOneBuildIsOne() throws Exception {
        Instant at = NOW.minusSeconds(60);
        ledger.append(new RecordedImage(REPOSITORY, IMAGE, Optional.empty(), "enforce")
                .entry(GateName.VULNERABILITIES, Outcome.PASS, at.plusMillis(123), policy.digest()));
        assertThat(times(both(new VerdictStanding.Passed(attested(
                        true, GateName.VULNERABILITIES, 60, policy.digest().hex())))))
                .containsExactly(at);
        assertThat(times(both(new VerdictStanding.Passed(attested(true, GateName.VULNERABILITIES, 60)))))
                .as("under another policy")
                .containsExactly(at, at.plusMillis(123));
    }

    @Test
    void whatFailedInTheRegistryIsMadeGoodInTheLedgerByTheSameGateAlone() throws Exception {
        VerdictStanding failed = new VerdictStanding.DidNotPass(attested(false, GateName.SECRETS, 60));
        recorded(GateName.SECRETS, Outcome.PASS, 90);
        recorded(GateName.VULNERABILITIES, Outcome.PASS, 30);
        assertThat(either(failed)).isEqualTo(failed);
        recorded(GateName.SECRETS, Outcome.PASS, 40);
        assertThat(either(failed)).isInstanceOf(VerdictStanding.Passed.class);
    }

    @Test
    void whatFailedInTheLedgerIsMadeGoodInTheRegistryByTheSameGateAlone() throws Exception {
        recorded(GateName.SECRETS, Outcome.FAIL, 60);
        assertThat(either(new VerdictStanding.Passed(attested(true, GateName.VULNERABILITIES, 30))))
                .isInstanceOf(VerdictStanding.DidNotPass.class);
        assertThat(either(new VerdictStanding.Passed(attested(true, GateName.SECRETS, 30))))
                .isInstanceOf(VerdictStanding.Passed.class);
    }

    @Test
    void ofSeveralFailuresInTheLedgerEachHasToBeMadeGood() throws Exception {
        recorded(GateName.SECRETS, Outcome.FAIL, 90);
        recorded(GateName.VULNERABILITIES, Outcome.FAIL, 60);
        assertThat(either(new VerdictStanding.Passed(attested(true, GateName.VULNERABILITIES, 30))))
                .isInstanceOf(VerdictStanding.DidNotPass.class);
        recorded(GateName.SECRETS, Outcome.PASS, 80);
        assertThat(either(new VerdictStanding.Passed(attested(true, GateName.VULNERABILITIES, 30))))
                .isInstanceOf(VerdictStanding.Passed.class);
    }

    @Test
    void whatFailedOnAnIndexInTheLedgerIsNotHiddenByANewerFailureOfTheImage() throws Exception {
        ledger.append(entry(INDEX, GateName.SIGNATURES, Outcome.FAIL, 90, "enforce"));
        recorded(GateName.VULNERABILITIES, Outcome.FAIL, 60);
        assertThat(either(new VerdictStanding.Passed(attested(true, GateName.VULNERABILITIES, 30))))
                .isInstanceOf(VerdictStanding.DidNotPass.class);
        ledger.append(entry(INDEX, GateName.SIGNATURES, Outcome.PASS, 80, "enforce"));
        assertThat(either(new VerdictStanding.Passed(attested(true, GateName.VULNERABILITIES, 30))))
                .isInstanceOf(VerdictStanding.Passed.class);
    }

    @Test
    void ofSeveralFailuresInTheRegistryEachHasToBeMadeGood() throws Exception {
        VerdictStanding failed = new VerdictStanding.DidNotPass(
                List.of(attested(false, GateName.VULNERABILITIES, 60), attested(false, GateName.SECRETS, 90)));
        recorded(GateName.VULNERABILITIES, Outcome.PASS, 30);
        assertThat(either(failed)).isEqualTo(failed);
        recorded(GateName.SECRETS, Outcome.PASS, 80);
        assertThat(either(failed)).isInstanceOf(VerdictStanding.Passed.class);
    }

    /** A registry or a ledger that cannot be read may hold a newer verdict that did not pass. */
    @Test
    void whatPassedInOnePlaceDoesNotHideThatTheOtherCannotBeRead() throws Exception {
        recorded(GateName.VULNERABILITIES, Outcome.PASS, 30);
        VerdictStanding unread = new VerdictStanding.Undecided("the registry does not answer", "try again");
        assertThat(either(unread)).isEqualTo(unread);
        Files.writeString(folder.resolve("ledger.log"), "nonsense\n");
        assertThat(either(new VerdictStanding.Passed(attested(true, GateName.VULNERABILITIES, 30))))
                .isInstanceOf(VerdictStanding.Undecided.class);
    }

    @Test
    void whatPassedOnAnIndexInTheLedgerMakesGoodNothingOfTheImageInTheRegistry() throws Exception {
        recorded(GateName.VULNERABILITIES, Outcome.PASS, 30);
        VerdictStanding failed = new VerdictStanding.DidNotPass(attested(false, GateName.SIGNATURES, 60));
        ledger.append(entry(INDEX, GateName.SIGNATURES, Outcome.PASS, 40, "enforce"));
        assertThat(either(failed)).isEqualTo(failed);
        recorded(GateName.SIGNATURES, Outcome.PASS, 40);
        assertThat(either(failed)).isInstanceOf(VerdictStanding.Passed.class);
    }

    @Test
    void aVerdictOfTheLedgerUnderWhichNothingFailsIsMadeGoodByItsOwnGatesAlone() throws Exception {
        ledger.append(entry(IMAGE, GateName.SECRETS, Outcome.PASS, 60, "audit"));
        assertThat(either(new VerdictStanding.Passed(attested(true, GateName.VULNERABILITIES, 30))))
                .isInstanceOf(VerdictStanding.DidNotPass.class);
        assertThat(either(new VerdictStanding.Passed(attested(true, GateName.SECRETS, 30))))
                .isInstanceOf(VerdictStanding.Passed.class);
    }
}

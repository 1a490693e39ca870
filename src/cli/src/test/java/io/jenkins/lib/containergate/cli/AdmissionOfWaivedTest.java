package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code gate admit} of images whose verdicts passed by waivers that may have ended since. */
class AdmissionOfWaivedTest extends WaitingShop {
    private static final Instant THEN = Gate.NOW.minus(Duration.ofDays(2));

    @BeforeEach
    void waive() throws Exception {
        until("2026-11-23");
    }

    private void until(String day) throws Exception {
        Fixtures.write(
                policy,
                Files.readString(policy("")) + "waivers: [{rule: CVE-2023-5363, owner: shop, reason: later, expires: "
                        + day + "}]\n");
    }

    private void attest(String severity, Object... attached) {
        attest(THEN, GATE, severity, attached);
    }

    private void attest(Instant at, SigningKey by, String severity, Object... attached) {
        Path reports = folder.resolve("reports");
        Path osv = Fixtures.osv(folder.resolve(severity), severity);
        Gate scan = Gate.runAt(at, words("scan", image(), "--osv", osv, "--no-cache", "--out", reports));
        assertThat(scan.exit()).as(scan.out()).isZero();
        Path key = Fixtures.write(folder.resolve("gate.key"), by.privatePem());
        List<Object> words =
                new ArrayList<>(List.of("attest", image(), "--verdict", reports.resolve("verdict.json"), "--key", key));
        words.addAll(List.of(attached));
        Gate attest = Gate.runAt(at, words(words.toArray()));
        assertThat(attest.exit()).as(attest.err()).isZero();
    }

    private void attestWithoutWaiver() throws Exception {
        String written = Files.readString(policy);
        Fixtures.write(policy, written.replaceAll("waivers: .*\n", ""));
        attest(Gate.NOW.minus(Duration.ofHours(1)), GATE, "LOW", "--attach", "verdict");
        Fixtures.write(policy, written);
    }

    private Gate admitted() {
        waiting("shop", "one");
        return admitShop();
    }

    @Test
    void whatWasWaivedUntilYesterdayIsNotAdmittedToday() {
        attest("CRITICAL", "--attach", "verdict");
        Gate gate = admitted();
        assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("CVE-2023-5363 was waived, and blocks today", "expired on 2026-11-23");
    }

    @Test
    void whatIsStillWaivedIsAdmitted() throws Exception {
        until("2026-12-01");
        attest("CRITICAL");
        assertThat(admitted().exit()).isZero();
    }

    @Test
    void withoutTheVerdictItIsNotKnownWhetherItPassedByAWaiverThatEnded() {
        attest("CRITICAL");
        Gate gate = admitted();
        assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out()).contains("waivers of its policy have ended since", "CVE-2023-5363 by shop");
    }

    @Test
    void aWaiverThatEndedAndThatNothingPassedByTakesNothingAway() throws Exception {
        Fixtures.write(policy, Files.readString(policy).replace("CVE-2023-5363", "CVE-2000-0001"));
        attest("LOW", "--attach", "verdict");
        Gate gate = admitted();
        assertThat(gate.exit()).as(gate.out()).isZero();
    }

    @Test
    void aLaterVerdictThatNeededNoWaiverIsAdmitted() throws Exception {
        attest("CRITICAL", "--attach", "verdict");
        attestWithoutWaiver();
        Gate gate = admitted();
        assertThat(gate.exit()).as(gate.out()).isZero();
    }

    @Test
    void whatAnotherRequirementCountsByAWaiverThatEndedIsNotAdmitted() throws Exception {
        SigningKey other = SigningKey.ed25519();
        String written = Files.readString(policy);
        Fixtures.write(
                policy, written.replace("waivers:", """
                      - repositories: ['**/shop/*']
                        verdict: {verifier: 'urn:container-gate', asStrict: true}
                        signers: [{name: other, cosign: {ignoreTlog: true, key: "%s"}}]
                    waivers:\
                    """.formatted(other.pem().replace("\n", "\\n"))));
        attest(THEN, other, "CRITICAL", "--attach", "verdict");
        attestWithoutWaiver();
        Gate gate = admitted();
        assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("CVE-2023-5363 was waived, and blocks today");
    }
}

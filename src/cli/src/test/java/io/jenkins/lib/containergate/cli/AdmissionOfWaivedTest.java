package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.signature.SignatureTexts;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code gate admit} of images whose verdicts passed by waivers that may have ended since. */
class AdmissionOfWaivedTest extends WaivedShop {
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
        Fixtures.write(policy, written.replace("waivers:", """
              - repositories: ['**/shop/*']
                verdict: {verifier: 'urn:container-gate', asStrict: true}
                signers: [%s]
            waivers:\
            """.formatted(other.signer("other"))));
        attest(THEN, other, "CRITICAL", "--attach", "verdict");
        attestWithoutWaiver();
        Gate gate = admitted();
        assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("CVE-2023-5363 was waived, and blocks today");
    }

    @ParameterizedTest
    @CsvSource({"SLSA_BUILD_LEVEL_3, 0", "CONTAINER_GATE_VULNERABILITIES, 3"})
    void onlyAVerdictOfAnotherToolCountsWithoutItsWaivers(String level, int exit) throws Exception {
        String hex = "ab".repeat(32);
        Fixtures.write(policy, Files.readString(policy).replace("asStrict: true", "policies: ['sha256:" + hex + "']"));
        String resource = "oci://" + registry.authority() + "/shop/web@" + web.manifestDigest();
        String predicate = SignatureTexts.summary("urn:container-gate", THEN.toString(), resource, hex, "PASSED")
                .replace("\"verifiedLevels\":[]", "\"verifiedLevels\":[\"" + level + "\"]");
        String statement = SignatureTexts.statement(
                web.manifestDigest().replace("sha256:", ""), SignatureTexts.SUMMARY, "{}", predicate);
        byte[] bundle = SignatureTexts.bundle(GATE, statement).getBytes(StandardCharsets.UTF_8);
        Fixtures.attach(registry, "shop/web", web, SignatureTexts.BUNDLE_TYPE, bundle);
        Gate gate = admitted();
        assertThat(gate.exit()).as(gate.out()).isEqualTo(exit);
    }

    /** A list of digests says that a policy is strict enough, and keeps none of its waivers that was taken out since. */
    @ParameterizedTest
    @CsvSource({
        "'', true, 1, 'CVE-2023-5363 was waived, and blocks today: org.yaml: vulnerabilities.max.critical=0'",
        "'', false, 3, --attach verdict",
        "'waiverRules: [{}]', false, 0, admitted",
        "'waiverRules: [{owners: [ops]}]', true, 1, CVE-2023-5363 was waived",
        "KEPT, false, 0, admitted"
    })
    void aWaiverThatWasTakenOutOfThePolicyDoesNotCountForADigestThatIsListed(
            String left, boolean attached, int exit, String said) throws Exception {
        until("2026-12-30");
        attest(
                "CRITICAL",
                attached
                        ? new Object[] {"--attach", "verdict", "--policy", policy}
                        : new Object[] {"--policy", policy});
        Matcher digest = Pattern.compile("sha256:[0-9a-f]{64}")
                .matcher(
                        Files.readString(folder.resolve("reports/verdict.json")).split("\"policy\"")[1]);
        assertThat(digest.find()).isTrue();
        String listed = Files.readString(policy).replace("asStrict: true", "policies: ['" + digest.group() + "']");
        Fixtures.write(policy, left.equals("KEPT") ? listed : listed.replaceAll("waivers: .*", left));
        Gate gate = admitted();
        assertThat(gate.exit()).as(gate.out()).isEqualTo(exit);
        assertThat(gate.out()).contains(exit == 0 ? "CONTINUE" : said);
    }
}

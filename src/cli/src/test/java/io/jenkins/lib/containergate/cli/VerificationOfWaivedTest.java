package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code gate verify}, and {@code images.signed}, of images whose verdicts passed by waivers that may have ended since. */
class VerificationOfWaivedTest extends WaivedShop {
    private Gate later(String command, Object what) {
        return Gate.runAt(
                LATER,
                command,
                what,
                "--policy",
                policy,
                "--insecure-registry",
                registry.authority(),
                "--docker-config",
                folder.resolve("docker"));
    }

    private Gate verify(String image) {
        return later("verify", image);
    }

    /**
     * Attests a verdict of a policy whose waiver holds for longer, and that names no signers.
     *
     * @return the policy to put in force: whatever policy a verdict has is strict enough for it
     */
    private String attestUnderOwnPolicy(Object... more) throws Exception {
        until("2026-12-30");
        String own = Files.readString(policy);
        Fixtures.write(policy, own.replaceAll("signatures:(?s:.)*waivers:", "waivers:"));
        attest("CRITICAL", concat("--policy", policy, more));
        return own.replace(", asStrict: true", "");
    }

    private String pinned() {
        return registry.authority() + "/shop/web@" + web.manifestDigest();
    }

    private void fails(Gate gate) {
        assertThat(gate.exit()).as(gate.out() + gate.err()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out())
                .contains(
                        "image-signed",
                        "CVE-2023-5363 was waived, and blocks today",
                        "waiver CVE-2023-5363 by shop until 2026-11-23: later, which expired on 2026-11-23");
    }

    @Test
    void whatWasWaivedUntilYesterdayIsNoPassedVerdictToday() {
        attest("CRITICAL", "--attach", "verdict");
        fails(verify(image()));
        fails(verify(pinned()));
        assertThat(verify(image()).out()).contains("have the waiver renewed");
    }

    /** The floor that the verdict is verified under need not have the waivers of the repository. */
    @Test
    void aWaiverOfTheVerdictsOwnPolicyThatEndedIsAsGoodAsNone() throws Exception {
        String own = Files.readString(policy);
        Fixtures.write(policy, own.replaceAll("signatures:(?s:.)*waivers:", "waivers:"));
        attest("CRITICAL", "--attach", "verdict", "--policy", policy);
        Fixtures.write(policy, own.replaceAll("waivers: .*\n", "").replace(", asStrict: true", ""));
        fails(verify(image()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWaiverThatThePolicyInForceHasEndedEarlierIsAsGoodAsNone(boolean attached) throws Exception {
        String own = attached ? attestUnderOwnPolicy("--attach", "verdict") : attestUnderOwnPolicy();
        Fixtures.write(policy, own.replace("2026-12-30", "2026-11-23"));
        Gate gate = verify(image());
        if (attached) {
            fails(gate);
        } else {
            assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.ERROR);
            assertThat(gate.out()).contains("CVE-2023-5363 by shop by the policy in force");
        }
    }

    /** A pattern is for the finding, too, and so is what another database calls the vulnerability. */
    @ParameterizedTest
    @CsvSource({"CVE-2023-*, true", "DEBIAN-CVE-2023-5363, true", "CVE-2023-*, false", "DEBIAN-CVE-2023-5363, false"})
    void whatThePolicyInForceHasEndedByAnotherNameIsAsGoodAsNone(String rule, boolean attached) throws Exception {
        String own = attached ? attestUnderOwnPolicy("--attach", "verdict") : attestUnderOwnPolicy();
        Fixtures.write(policy, own.replace("CVE-2023-5363", "'" + rule + "'").replace("2026-12-30", "2026-11-23"));
        Gate gate = verify(image());
        if (attached) {
            assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.FAILED);
            assertThat(gate.out()).contains("CVE-2023-5363 was waived, and blocks today", "waiver " + rule);
        } else {
            assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.ERROR);
            assertThat(gate.out()).contains("CVE-2023-5363 by shop by the policy in force");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatThePolicyInForceHasEndedOfOtherFindingsTakesNothingAway(boolean attached) throws Exception {
        String own = attached ? attestUnderOwnPolicy("--attach", "verdict") : attestUnderOwnPolicy();
        Fixtures.write(policy, own.replace("CVE-2023-5363", "CVE-2022-*").replace("2026-12-30", "2026-11-23"));
        Gate gate = verify(image());
        assertThat(gate.exit()).as(gate.out()).isZero();
    }

    @Test
    void aPatternThatHoldsRenewsWhatHasEnded() throws Exception {
        String own = attestUnderOwnPolicy("--attach", "verdict");
        String renewed = "expires: 2026-11-23}, {rule: CVE-2023-*, owner: shop, reason: on, expires: 2026-12-30}";
        Fixtures.write(policy, own.replace("expires: 2026-12-30}", renewed));
        Gate gate = verify(image());
        assertThat(gate.exit()).as(gate.out()).isZero();
    }

    @Test
    void whatThePolicyInForceHasEndedForAnotherImageHoldsForThisOne() throws Exception {
        String ended = attestUnderOwnPolicy("--attach", "verdict").replace("2026-12-30", "2026-11-23");
        Fixtures.write(policy, ended.replace("owner: shop", "image: '**/shop/other', owner: shop"));
        Gate gate = verify(image());
        assertThat(gate.exit()).as(gate.out()).isZero();
        Fixtures.write(policy, ended.replace("owner: shop", "image: '**/shop/w*:1', owner: shop"));
        fails(verify(pinned()));
    }

    /** One for another package, say, of what the same rule found. */
    @ParameterizedTest
    @ValueSource(strings = {"package: 'pkg:npm/**', ", "path: 'opt/**', ", "maxSeverity: low, "})
    void anotherWaiverForTheSameRuleThatHoldsRenewsNothing(String scope) throws Exception {
        String own = attestUnderOwnPolicy("--attach", "verdict");
        String other = "{rule: CVE-2023-5363, " + scope + "owner: shop, reason: other, expires: 2026-12-30}";
        Fixtures.write(policy, own.replace("expires: 2026-12-30}", "expires: 2026-11-23}, " + other));
        fails(verify(image()));
    }

    @Test
    void aWaiverForTheTagThatWasEvaluatedIsHeldAgainstTheDigest() throws Exception {
        Fixtures.write(policy, Files.readString(policy).replace("owner: shop", "image: '**/shop/web:1', owner: shop"));
        attest("CRITICAL", "--attach", "verdict");
        fails(verify(pinned()));
    }

    @Test
    void whatIsStillWaivedPassesAlsoBesideAWaiverThatEnded() throws Exception {
        Fixtures.write(
                policy,
                Files.readString(policy)
                        .replace(
                                "expires: 2026-11-23}",
                                "expires: 2026-12-01},"
                                        + " {rule: CVE-2000-0001, owner: shop, reason: later, expires: 2026-11-23}"));
        attest("CRITICAL", "--attach", "verdict");
        Gate gate = verify(pinned());
        assertThat(gate.exit()).as(gate.out()).isZero();
    }

    @Test
    void withoutTheVerdictItIsNotKnownWhetherItPassedByAWaiverThatEnded() {
        attest("CRITICAL");
        Gate gate = verify(image());
        assertThat(gate.exit()).as(gate.out()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out())
                .contains("signature-undecided", "waivers of its policy have ended since", "--attach verdict");
    }

    /** Whoever can push to the repository can take the file away, and put another one there. */
    @ParameterizedTest
    @ValueSource(strings = {"{}", "other"})
    void whatIsAttachedAndNotNamedByTheStatementDecidesNothing(String other) throws Exception {
        attest("CRITICAL");
        byte[] file = Files.readAllBytes(folder.resolve("reports").resolve("verdict.json"));
        Fixtures.attach(
                registry,
                "shop/web",
                web,
                "application/vnd.container-gate.verdict.v1+json",
                other.equals("{}")
                        ? other.getBytes(StandardCharsets.UTF_8)
                        : new String(file, StandardCharsets.UTF_8)
                                .replace("WAIVED", "ALLOWED")
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(verify(image()).exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void aLaterVerdictThatNeededNoWaiverCounts() throws Exception {
        attest("CRITICAL", "--attach", "verdict");
        attestWithoutWaiver();
        assertThat(verify(image()).exit()).isZero();
    }

    @Test
    void theVerdictOfEverySignerThatIsNeededIsHeldAgainstToday() throws Exception {
        SigningKey other = SigningKey.ed25519();
        Fixtures.write(policy, Files.readString(policy).replace("}}]", "}}, " + other.signer("other") + "]"));
        attest(THEN, other, "CRITICAL", "--attach", "verdict");
        attestWithoutWaiver();
        fails(verify(image()));
    }

    @Test
    void aTaskThatHasToRunSignedImagesFailsWithIt() throws Exception {
        Fixtures.write(
                policy,
                Files.readString(policy)
                        .replace("log-configuration: off}", "log-configuration: off}, images: {signed: required}"));
        attest("CRITICAL", "--attach", "verdict");
        Path task = Fixtures.write(folder.resolve("task.json"), """
            {"family": "shop", "requiresCompatibilities": ["FARGATE"], "networkMode": "awsvpc", "cpu": "256",
             "memory": "512", "runtimePlatform": {"cpuArchitecture": "X86_64", "operatingSystemFamily": "LINUX"},
             "containerDefinitions": [{"name": "web", "image": "%s", "user": "1000", "readonlyRootFilesystem": true}]}
            """.formatted(pinned()));
        Gate gate = later("taskdef", task);
        assertThat(gate.exit()).as(gate.out() + gate.err()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("CVE-2023-5363 was waived, and blocks today");
    }
}

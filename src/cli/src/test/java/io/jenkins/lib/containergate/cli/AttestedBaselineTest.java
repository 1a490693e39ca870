package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --baseline} of an image whose verdict is attested and attached in its registry. */
class AttestedBaselineTest {
    private static final SigningKey GATE = SigningKey.ecdsa();
    private static final String OPEN = "version: 1\nvulnerabilities: {max: {}}\nhardening: {profile: baseline}\n";

    private static final String[] ATTACHED = {"--attach", "verdict"};

    @TempDir
    private Path folder;

    private final BuiltImage image = Fixtures.debian().build();
    private FakeRegistry registry;
    private Path osv;
    private Path ratchet;

    @BeforeEach
    void prepare() throws IOException {
        registry = FakeRegistry.start()
                .with(
                        "shop/app",
                        OciLayout.of(Fixtures.debian().label("version", "1").build(), "prod"))
                .with("shop/app", OciLayout.of(image, "1.5"));
        osv = Fixtures.osv(folder, "HIGH");
        ratchet = file("ratchet.yaml", ratchet("verdict: {verifier: 'urn:container-gate'}"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private static String ratchet(String verdict) {
        return OPEN.replace("max: {}", "max: {}, newFindings: {deny: high}")
                + "signatures:\n  - {repositories: ['**/shop/*'], " + verdict
                + ", signers: [" + GATE.signer("gate") + "]}\n";
    }

    private Path file(String name, String text) {
        return Fixtures.write(folder.resolve(name), text);
    }

    private String at(String tag) {
        return registry.authority() + "/shop/app:" + tag;
    }

    private Gate gate(Instant now, Object... words) {
        Stream<Object> access =
                Stream.of("--insecure-registry", registry.authority(), "--docker-config", folder.resolve("docker"));
        return Gate.runAt(now, Stream.concat(Stream.of(words), access).toArray());
    }

    private Gate scan(Object... more) {
        Object[] words = {"scan", at("1.5"), "--osv", osv, "--policy", ratchet};
        return gate(Gate.NOW, Stream.concat(Stream.of(words), Stream.of(more)).toArray());
    }

    private Gate scanned() {
        return scan("--baseline", at("prod"));
    }

    /** What runs in production, as it was judged some hours ago. */
    private void attest(int hours, SigningKey key, String policy, String... attach) {
        Path reports = folder.resolve("prod" + hours);
        gate(
                Gate.NOW.minus(Duration.ofHours(hours)),
                "scan",
                at("prod"),
                "--osv",
                osv,
                "--policy",
                file("given.yaml", policy),
                "--out",
                reports);
        Object[] words = {
            "attest",
            at("prod"),
            "--verdict",
            reports.resolve("verdict.json"),
            "--key",
            file("gate.key", key.privatePem())
        };
        Gate attest = gate(
                Gate.NOW, Stream.concat(Stream.of(words), Stream.of(attach)).toArray());
        assertThat(attest.exit()).as(attest.err()).isZero();
    }

    private void refused(Gate scan, String... words) {
        assertThat(scan.exit()).as(scan.out() + scan.err()).isEqualTo(ExitCode.ERROR);
        assertThat(scan.out()).contains(words);
    }

    @Test
    void aPolicyThatComparesNothingSaysThatTheBaselineHasNoEffect() {
        attest(5, GATE, OPEN, ATTACHED);
        assertThat(scanned().out()).doesNotContain("has no effect");

        ratchet = file(
                "open.yaml",
                ratchet("verdict: {verifier: 'urn:container-gate'}").replace(", newFindings: {deny: high}", ""));
        String said = "the baseline has no effect: the policy says vulnerabilities.baseline=none and has no"
                + " vulnerabilities.newFindings.deny";
        assertThat(scanned().out()).contains(said);
        assertThat(scan("--baseline", folder.resolve("prod5").resolve("verdict.json"))
                        .out())
                .contains(said);
        assertThat(scan().out()).doesNotContain("has no effect");
    }

    @Test
    void whatProductionHasIsKnownAndTheVerdictNamesIt() {
        assertThat(scan().exit()).as("without a baseline").isEqualTo(ExitCode.FAILED);
        attest(5, GATE, OPEN, ATTACHED);

        Gate known = scanned();
        assertThat(known.exit()).as(known.out() + known.err()).isEqualTo(ExitCode.PASSED);
        assertThat(known.out()).contains("baseline", "on " + registry.authority() + "/shop/app@", "attested by gate");

        Fixtures.publish(osv, "CVE-2026-1000", "HIGH");
        Gate grown = scanned();
        assertThat(grown.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(grown.out()).contains("CVE-2026-1000", "new since the last passed verdict");
    }

    @Test
    void onlyATrustedSignersNewestPassedVerdictIsABaseline() {
        refused(scanned(), "no verdict that", "trusts is attested");
        attest(9, SigningKey.ecdsa(), OPEN, ATTACHED);
        refused(scanned(), "not made with this signer's key");
        attest(8, GATE, OPEN, ATTACHED);
        assertThat(scanned().exit()).isEqualTo(ExitCode.PASSED);
        attest(7, GATE, OPEN.replace("max: {}", "max: {high: 0}"), ATTACHED);
        refused(scanned(), "is not a baseline", "it is a verdict of FAIL");
        attest(6, GATE, OPEN + "mode: audit\n", ATTACHED);
        refused(scanned(), "is not a baseline");
        attest(5, GATE, OPEN);
        refused(scanned(), "is not attached");
        attest(4, GATE, OPEN + "mode: warn\n", ATTACHED);
        refused(scanned(), "is not a baseline");
        attest(3, GATE, OPEN, ATTACHED);
        assertThat(scanned().exit()).isEqualTo(ExitCode.PASSED);
        registry.failAlways("/referrers/", new RegistryFault.Status(403));
        refused(scanned(), "cannot be read");
    }

    /** It passed then, and it is decided anew when the waiver ends. */
    @Test
    void whatPassedByAWaiverIsNotKnown() {
        attest(
                5,
                GATE,
                OPEN + "waivers: [{rule: CVE-2023-5363, owner: shop, reason: later, expires: 2026-11-24}]\n",
                ATTACHED);
        Gate scan = scanned();
        assertThat(scan.exit()).as(scan.out()).isEqualTo(ExitCode.FAILED);
        assertThat(scan.out()).contains("CVE-2023-5363", "newFindings.deny");
    }

    @Test
    void thePolicyCanDemandMoreOfABaseline() {
        attest(5, GATE, OPEN, ATTACHED);
        for (String demand : new String[] {
            "verdict: {verifier: 'urn:container-gate', asStrict: true}",
            "verdict: {verifier: 'urn:container-gate', policies: ['sha256:" + "0".repeat(64) + "']}",
            "verdict: {verifier: 'urn:container-gate'}, maxAge: 1h"
        }) {
            ratchet = file("demanding.yaml", ratchet(demand));
            refused(scanned(), "is not a baseline", "does not accept it");
        }
        ratchet = file("nobody.yaml", "version: 1\nvulnerabilities: {max: {}, newFindings: {deny: high}}\n");
        refused(scanned(), "the policy trusts no signer for verdicts");
    }

    /** What an older verdict meets, the newest, which is the baseline, has to meet itself. */
    @Test
    void anOlderVerdictThatMeetsTheDemandsLendsNothingToTheNewest() throws IOException {
        attest(9, GATE, OPEN, ATTACHED);
        Matcher policy = Pattern.compile("sha256:[0-9a-f]{64}")
                .matcher(Files.readString(folder.resolve("prod9/verdict.json")).split("\"policy\"")[1]);
        assertThat(policy.find()).isTrue();
        ratchet = file(
                "demanding.yaml",
                ratchet("verdict: {verifier: 'urn:container-gate', policies: ['" + policy.group() + "']}"));
        Gate met = scanned();
        assertThat(met.exit()).as(met.out() + met.err()).isEqualTo(ExitCode.PASSED);

        attest(5, GATE, OPEN.replace("max: {}", "max: {}, onlyFixable: true"), ATTACHED);
        refused(scanned(), "is not a baseline", "under another policy");
    }

    @Test
    void aFileOfThatNameTakesNobodysPlace() throws IOException {
        attest(5, GATE, OPEN, ATTACHED);
        assertThat(scan("--baseline", at("prod"), "--offline").exit()).isEqualTo(ExitCode.ERROR);
        assertThat(gate(Gate.NOW, "scan", "sbom:" + osv, "--baseline", at("prod"))
                        .exit())
                .as("without an image")
                .isEqualTo(ExitCode.USAGE);
        assertThat(scan("--baseline", "docker-archive:app.tar").exit()).isEqualTo(ExitCode.USAGE);
        Path verdict = folder.resolve("prod5/verdict.json");
        assertThat(scan("--baseline", verdict).exit()).isEqualTo(ExitCode.PASSED);
        Path colon = Files.copy(verdict, folder.resolve("a:b"));
        assertThat(scan("--baseline", colon).exit()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void valuesThatProductionHasAreKnownSecrets() {
        Path key = file("fingerprint.key", "k".repeat(64));
        Path org = file(
                "secrets.yaml",
                ratchet("verdict: {verifier: 'urn:container-gate'}")
                        + "secrets: {max: {}, newFindings: {deny: low}}\n");
        attest(5, GATE, OPEN, ATTACHED);
        Path reports = folder.resolve("secrets");
        Path earlier = Fixtures.write(reports.resolve("verdict.json"), "{}");
        Gate without = gate(
                Gate.NOW,
                "secrets",
                at("1.5"),
                "--policy",
                org,
                "--fingerprint-key-file",
                key,
                "--out",
                reports,
                "--baseline",
                at("prod"));
        refused(without, "cannot be a baseline", "gate of secrets");
        assertThat(earlier).as("no verdict of before stands for this").content().contains("\"ERROR\"");
    }
}

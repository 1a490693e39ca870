package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciIndex;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify}, {@code attest}, and signatures as a part of {@code run}. */
class SignatureCommandsTest {
    private static final String REPOSITORY = "shop/app";
    private static final SigningKey RELEASE = SigningKey.ecdsa();
    private static final SigningKey GATE = SigningKey.ed25519();

    @TempDir
    private Path folder;

    private final BuiltImage image = Fixtures.debian().build();
    private FakeRegistry registry;

    @BeforeEach
    void prepare() throws IOException {
        registry = FakeRegistry.start().with(REPOSITORY, OciLayout.of(image, "1.4"));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private String repository() {
        return registry.authority() + "/" + REPOSITORY;
    }

    private Gate gate(String command, String reference, Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                command,
                reference,
                "--insecure-registry",
                registry.authority(),
                "--docker-config",
                folder.resolve("docker")));
        words.addAll(Arrays.asList(more));
        return Gate.run(words.toArray());
    }

    private Gate verify(Object... more) {
        return gate("verify", repository() + ":1.4", more);
    }

    private void sign(SigningKey key, String digest) {
        Signing.sign(registry, REPOSITORY, key, digest);
    }

    private Path file(String name, String text) {
        return Fixtures.write(folder.resolve(name), text);
    }

    @Test
    void anImageSignedWithTheKeyPasses() {
        sign(RELEASE, image.manifestDigest());
        Gate gate = verify("--key", file("release.pub", RELEASE.pem()));
        assertThat(gate.err()).isEmpty();
        assertThat(gate.exit()).isZero();
        assertThat(gate.out()).contains("signed by key-1", image.manifestDigest());
    }

    @Test
    void anImageSignedWithAnotherKeyFailsAndSaysWhy() {
        sign(GATE, image.manifestDigest());
        Gate gate = verify("--key", file("release.pub", RELEASE.pem()));
        assertThat(gate.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(gate.out()).contains("not made with this signer's key");
    }

    @Test
    void withoutPolicyAndKeyNobodyIsTrusted() {
        sign(RELEASE, image.manifestDigest());
        assertThat(verify().exit()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aSecondPolicyAppointsNoSignersAndExemptsNothingWhereTheFirstIsSilent() {
        sign(RELEASE, image.manifestDigest());
        String signers = "signers: [{name: mine, cosign: {ignoreTlog: true, key: \""
                + RELEASE.pem().replace("\n", "\\n") + "\"}}]";
        Path org = file("org.yaml", "version: 1\ntaskDefinition: {images: {signed: required}}\n");
        for (String entry : new String[] {"exempt: nobody signs", signers}) {
            Path team = file("team.yaml", "version: 1\nsignatures: [{repositories: ['**'], " + entry + "}]\n");
            Gate gate = verify("--policy", org, "--policy", team);
            assertThat(gate.exit()).as(entry).isEqualTo(ExitCode.USAGE);
            assertThat(gate.err()).contains("team.yaml:2) asks signatures=[**]", "but org.yaml appoints no signers");
            assertThat(verify("--policy", team).exit()).as("as its own floor").isZero();
            Path leaving =
                    file("leaving.yaml", "version: 1\ndelegate: {signers: ['**/shop/*'], exemptions: ['**/shop/*']}\n");
            Path ours = file("ours.yaml", "version: 1\nsignatures: [{repositories: ['**/shop/*'], " + entry + "}]\n");
            assertThat(verify("--policy", leaving, "--policy", ours).exit()).isZero();
        }
    }

    @Test
    void aVerdictThatSignaturesWereVerifiedIsWorthNothingUnderSignersOfItsOwn() {
        Path own = file("own.yaml", "version: 1\nsignatures: [{repositories: ['**'], exempt: nobody signs}]\n");
        assertThat(gate("verify", repository() + ":1.4", "--policy", own, "--out", folder.resolve("reports"))
                        .exit())
                .isZero();
        Gate attest = gate(
                "attest",
                repository() + ":1.4",
                "--verdict",
                folder.resolve("reports/verdict.json"),
                "--policy",
                own,
                "--key",
                file("gate.key", GATE.privatePem()));
        assertThat(attest.err()).isEmpty();
        Path ours = file("ours.yaml", """
            version: 1
            signatures:
              - repositories: ['**/shop/*']
                verdict: {verifier: 'urn:container-gate', gates: [signatures], asStrict: true}
                signers:
                  - {name: gate, cosign: {ignoreTlog: true, key: "%s"}}
            """.formatted(GATE.pem().replace("\n", "\\n")));
        Gate refused = verify("--policy", ours, "--format", "json");
        assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.out()).contains("under a looser policy", "is its own choice");
    }

    @Test
    void aRegistryThatDoesNotAnswerIsAnErrorNotAPass() {
        sign(RELEASE, image.manifestDigest());
        registry.failAlways("/referrers/", new RegistryFault.Status(403));
        Gate gate = verify("--key", file("release.pub", RELEASE.pem()));
        assertThat(gate.exit()).isEqualTo(ExitCode.ERROR);
    }

    @Test
    void aMissingImageIsAnError() {
        Gate gate = gate("verify", repository() + ":2.0", "--key", file("release.pub", RELEASE.pem()));
        assertThat(gate.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(gate.out()).contains("is not there");
    }

    @Test
    void theSignatureOfAnIndexCoversItsPlatform() {
        OciIndex index = OciIndex.index().image(image);
        registry.with(REPOSITORY, OciLayout.of(index, "multi"));
        Path key = file("release.pub", RELEASE.pem());
        Gate unsigned = gate("verify", repository() + ":multi", "--key", key, "--platform", "linux/amd64");
        assertThat(unsigned.exit()).isEqualTo(ExitCode.FAILED);
        sign(RELEASE, index.digest());
        Gate signed = gate("verify", repository() + ":multi", "--key", key, "--platform", "linux/amd64");
        assertThat(signed.out()).contains(image.manifestDigest());
        assertThat(signed.exit()).isZero();
        assertThat(gate("verify", repository() + ":multi", "--key", key).exit()).isZero();
    }

    @Test
    void anArchiveHasNoSignatures() {
        Gate gate = Gate.run("verify", "oci-archive:app.tar", "--key", file("release.pub", RELEASE.pem()));
        assertThat(gate.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err()).contains("is not in a registry");
    }

    @Test
    void aFileThatIsNoPublicKeyIsAUsageErrorAndNotShown() {
        Gate gate = verify("--key", file("release.pub", RELEASE.privatePem()));
        assertThat(gate.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err() + gate.out()).doesNotContain(RELEASE.privatePem().substring(40, 80));
    }

    @Test
    void runVerifiesTheDigestThatWasScanned() {
        Path osv = Fixtures.osv(folder, "LOW");
        Path key = file("release.pub", RELEASE.pem());
        Gate unsigned = gate("run", repository() + ":1.4", "--osv", osv, "--key", key);
        assertThat(unsigned.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(unsigned.out()).contains("image-signed", "vulnerabilities  PASS");
        sign(RELEASE, image.manifestDigest());
        Gate signed = gate("run", repository() + ":1.4", "--osv", osv, "--key", key);
        assertThat(signed.exit()).isZero();
        assertThat(signed.out()).contains("signed by key-1");
    }

    @Test
    void anArchiveUnderAPolicyThatDemandsSignaturesIsAnErrorUnlessTheyAreLeftForLater() throws IOException {
        Path osv = Fixtures.osv(folder, "LOW");
        Path archive = folder.resolve("app.tar");
        OciLayout.of(image).writeArchive(archive);
        Path policy = file("org.yaml", """
            version: 1
            signatures:
              - repositories: ['**/shop/*']
                signers:
                  - {name: release, cosign: {ignoreTlog: true, key: "%s"}}
            """.formatted(RELEASE.pem().replace("\n", "\\n")));
        Gate run = Gate.run("run", "oci-archive:" + archive, "--osv", osv, "--policy", policy);
        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.out()).contains("only an image in a registry can have", "--signatures-later");
        Gate later = Gate.run("run", "oci-archive:" + archive, "--osv", osv, "--policy", policy, "--signatures-later");
        assertThat(later.exit()).isZero();
        assertThat(later.out()).contains("the policy demands signatures");
        Path exempt = file("exempt.yaml", "version: 1\nsignatures: [{repositories: ['**'], exempt: nobody signs}]\n");
        assertThat(Gate.run("run", "oci-archive:" + archive, "--osv", osv, "--policy", exempt)
                        .exit())
                .isZero();
    }

    @Test
    void anAttestedVerdictIsAcceptedWhereThePolicyDemandsIt() {
        Path osv = Fixtures.osv(folder, "LOW");
        assertThat(gate("scan", repository() + ":1.4", "--osv", osv, "--out", folder.resolve("reports"))
                        .exit())
                .isZero();
        Path demand = file("demand.yaml", """
            version: 1
            signatures:
              - repositories: ['**/shop/*']
                maxAge: 7d
                verdict: {verifier: 'https://ci.example/'}
                signers: [%s]
            """.formatted(GATE.signer("gate")));
        assertThat(verify("--policy", demand).exit()).isEqualTo(ExitCode.FAILED);

        Gate attest = attest("--verifier", "https://ci.example/");
        assertThat(attest.err()).isEmpty();
        assertThat(attest.exit()).isZero();
        assertThat(attest.out()).contains("PASSED", image.manifestDigest());
        Gate bare = verify("--policy", demand);
        assertThat(bare.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(bare.out()).contains("the waivers it passed by are not known", "--attach verdict");
        attest("--verifier", "https://ci.example/", "--attach", "verdict");
        assertThat(verify("--policy", demand).exit()).isZero();
    }

    @Test
    void aVerdictUnderALooserPolicyThanOursIsRefusedByTheNameOfTheKey() {
        Path osv = Fixtures.osv(folder, "LOW");
        Path strict = file("strict.yaml", """
            version: 1
            vulnerabilities: {max: {critical: 0, high: 0, medium: 3}}
            """);
        Path loose = file("loose.yaml", "version: 1\nvulnerabilities: {max: {critical: 0, high: 7}}\n");
        String demand = """
            version: 1
            vulnerabilities: {max: {critical: 0, high: 0, medium: 5}}
            signatures:
              - repositories: ['**/shop/*']
                verdict: {verifier: 'urn:container-gate', asStrict: true}
                signers:
                  - {name: gate, cosign: {ignoreTlog: true, key: "%s"}}
            """.formatted(GATE.pem().replace("\n", "\\n"));
        Path ours = file("ours.yaml", demand);

        attested(osv, strict);
        assertThat(verify("--policy", ours, "--format", "json").out()).contains("does not bring its policy");
        attested(osv, loose, "--policy", loose);
        Gate refused = verify("--policy", ours, "--format", "json");
        assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.out())
                .contains(
                        "under a looser policy",
                        "vulnerabilities.max.high is 7, not 0",
                        "vulnerabilities.max.medium is unlimited, not 5");
        attested(osv, strict, "--policy", strict);
        assertThat(verify("--policy", ours).exit()).isZero();
        Path stricter = file("stricter.yaml", demand.replace("medium: 5", "medium: 2"));
        assertThat(verify("--policy", stricter, "--format", "json").out())
                .contains("vulnerabilities.max.medium is 3, not 2");

        Gate other = attest("--policy", loose);
        assertThat(other.exit()).isNotZero();
        assertThat(other.err()).contains("the verdict was given under the policy");
    }

    private void attested(Path osv, Path policy, Object... more) {
        assertThat(gate(
                                "scan",
                                repository() + ":1.4",
                                "--osv",
                                osv,
                                "--policy",
                                policy,
                                "--out",
                                folder.resolve("reports"))
                        .exit())
                .isZero();
        assertThat(attest(more).err()).isEmpty();
    }

    private Gate attest(Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                "--verdict",
                folder.resolve("reports/verdict.json"),
                "--input",
                folder.resolve("reports/sbom.cdx.json"),
                "--key",
                file("gate.key", GATE.privatePem())));
        words.addAll(Arrays.asList(more));
        return gate("attest", repository() + ":1.4", words.toArray());
    }

    @Test
    void sbomAndVerdictAreAttachedBesideTheStatementThatNamesTheirDigests() {
        gate("scan", repository() + ":1.4", "--osv", Fixtures.osv(folder, "LOW"), "--out", folder.resolve("reports"));
        Gate attest = attest("--attach", "sbom,verdict");
        assertThat(attest.exit()).isZero();
        assertThat(attest.out()).contains("attached sbom.cdx.json (sha256:", "attached verdict.json (sha256:");
        Gate without = gate(
                "attest",
                repository() + ":1.4",
                "--verdict",
                folder.resolve("reports/verdict.json"),
                "--key",
                file("gate.key", GATE.privatePem()),
                "--attach",
                "sbom");
        assertThat(without.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(without.err()).contains("there is no SBOM to attach");
    }

    @Test
    void aVerdictOnAnotherDigestIsNotAttested() {
        Path osv = Fixtures.osv(folder, "LOW");
        gate("scan", repository() + ":1.4", "--osv", osv, "--out", folder.resolve("reports"));
        registry.with(REPOSITORY, OciLayout.of(Fixtures.debian().label("a", "b").build(), "1.4"));
        Gate attest = gate(
                "attest",
                repository() + ":1.4",
                "--verdict",
                folder.resolve("reports/verdict.json"),
                "--key",
                file("gate.key", GATE.privatePem()));
        assertThat(attest.exit()).isNotZero();
        assertThat(attest.err()).contains("the verdict is on " + image.manifestDigest());
    }

    /** Waivers, exemptions and signers can be those of one repository. */
    @Test
    void whatPassedUnderTheNameOfAnotherRepositoryIsNotAttestedAndWhatFailedThereIs() throws IOException {
        registry.with("dev/app", OciLayout.of(image, "1.4"));
        Path policy = file(
                "org.yaml",
                "version: 1\n"
                        + "vulnerabilities: {max: {critical: 0}}\n"
                        + "waivers:\n"
                        + "  - {rule: CVE-2023-5363, image: '*/dev/**', owner: dev, reason: never shipped, expires:"
                        + " 2026-12-01}\n");
        Path osv = Fixtures.osv(folder, "CRITICAL");
        Path reports = folder.resolve("reports");
        String dev = registry.authority() + "/dev/app:1.4";
        Gate waived = gate("scan", dev, "--osv", osv, "--policy", policy, "--out", reports);
        assertThat(waived.exit()).as(waived.out()).isZero();
        Gate refused = attest();
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err())
                .contains("the verdict is on an image of " + registry.authority() + "/dev/app, not of " + repository());
        Path key = file("gate.key", GATE.privatePem());
        Path verdict = reports.resolve("verdict.json");
        assertThat(gate("attest", dev, "--verdict", verdict, "--key", key).exit())
                .isZero();
        Path layout = OciLayout.of(image, "1.4").writeArchive(folder.resolve("app.tar"));
        gate("scan", "oci-archive:" + layout, "--osv", Fixtures.osv(folder, "LOW"), "--out", reports);
        assertThat(attest().err())
                .as("nothing of one repository holds for an archive")
                .isEmpty();
        osv = Fixtures.osv(folder, "CRITICAL");
        assertThat(gate("scan", dev, "--osv", osv, "--out", reports).exit()).isEqualTo(ExitCode.FAILED);
        assertThat(attest().out()).contains("FAILED");
    }

    /** A verdict of another version, or one that was changed. */
    @Test
    void whatPassedUnderANameThatCannotBeReadIsNotAttested() throws IOException {
        Path reports = folder.resolve("reports");
        String name = repository() + ":1.4";
        gate("scan", name, "--osv", Fixtures.osv(folder, "LOW"), "--out", reports);
        Path verdict = reports.resolve("verdict.json");
        Files.writeString(verdict, Files.readString(verdict).replace(name, "docker://" + name));
        Gate refused = attest();
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err())
                .contains("the verdict is on an image of 'docker://" + name + "', not of " + repository());
    }
}

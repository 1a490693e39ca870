package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.attestation.AttachedFile;
import io.jenkins.lib.containergate.attestation.VerdictAttestation.Input;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.OciIndex;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.registry.RegistryFault;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code gate diff} of images whose verdicts are attested and attached in their registry. */
class AttestedDiffTest {
    private static final SigningKey GATE = SigningKey.ecdsa();
    private static final SigningKey OTHER = SigningKey.ecdsa();
    private static final SigningKey STRANGER = SigningKey.ecdsa();
    private static final String REPOSITORY = "shop/app";
    private static final Pattern REFERRER = Pattern.compile("\\((sha256:[0-9a-f]{64})\\)\\s*$");

    @TempDir
    private Path folder;

    private final BuiltImage first = Fixtures.debian().label("version", "1").build();
    private final BuiltImage second = Fixtures.debian().label("version", "2").build();
    private FakeRegistry registry;
    private Path osv;
    private Path open;
    private Path org;

    @BeforeEach
    void prepare() throws IOException {
        registry = FakeRegistry.start()
                .with(REPOSITORY, OciLayout.of(first, "1.4"))
                .with(REPOSITORY, OciLayout.of(second, "1.5"));
        osv = Fixtures.osv(folder, "HIGH");
        open = file("open.yaml", "version: 1\nvulnerabilities: {max: {}}\n");
        org = file("org.yaml", trusting(1, GATE));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private static String trusting(int require, SigningKey... keys) {
        StringBuilder yaml = new StringBuilder("version: 1\nsignatures:\n  - repositories: ['**/shop/*']\n    require: "
                + require + "\n    verdict: {verifier: 'urn:container-gate'}\n    signers:\n");
        for (int i = 0; i < keys.length; i++) {
            yaml.append("      - " + keys[i].signer("gate-" + i) + "\n");
        }
        return yaml.toString();
    }

    private Path file(String name, String text) {
        return Fixtures.write(folder.resolve(name), text);
    }

    private String image(String name) {
        return registry.authority() + "/" + REPOSITORY + name;
    }

    private Gate gate(Object... words) {
        Stream<Object> access =
                Stream.of("--insecure-registry", registry.authority(), "--docker-config", folder.resolve("docker"));
        return Gate.run(Stream.concat(Stream.of(words), access).toArray());
    }

    private void publish(String cve, String severity) {
        Fixtures.publish(osv, cve, severity);
    }

    private Path scan(String tag, Duration ago, Path policy) {
        Path reports = folder.resolve("reports" + tag.replace(':', '-') + ago.toHours());
        Gate.runAt(
                Gate.NOW.minus(ago),
                "scan",
                image(tag),
                "--osv",
                osv,
                "--policy",
                policy,
                "--out",
                reports,
                "--insecure-registry",
                registry.authority(),
                "--docker-config",
                folder.resolve("docker"));
        return reports.resolve("verdict.json");
    }

    /** Digest of the statement's referrer. */
    private String attest(String tag, SigningKey key, Path verdict, Object... more) {
        Object[] words = {"attest", image(tag), "--verdict", verdict, "--key", file("gate.key", key.privatePem())};
        Gate attest = gate(Stream.concat(Stream.of(words), Stream.of(more)).toArray());
        assertThat(attest.exit()).as(attest.err()).isZero();
        Matcher referrer = REFERRER.matcher(attest.out());
        assertThat(referrer.find()).isTrue();
        return referrer.group(1);
    }

    private String attach(String tag, SigningKey key, Path verdict) {
        return attest(tag, key, verdict, "--attach", "verdict");
    }

    /** The first as it was, the second with a vulnerability more. */
    private void bothAttested() {
        attach(":1.4", GATE, scan(":1.4", Duration.ofHours(5), open));
        publish("CVE-2026-1000", "HIGH");
        attach(":1.5", GATE, scan(":1.5", Duration.ofHours(4), open));
    }

    private Gate diff(Object older, Object newer, Object... more) {
        Object[] words = {"diff", older, newer, "--policy", org};
        return gate(Stream.concat(Stream.of(words), Stream.of(more)).toArray());
    }

    private Gate diff() {
        return diff(image(":1.4"), image(":1.5"), "--deny-new", "high");
    }

    private void refused(Gate diff, String... words) {
        assertThat(diff.exit()).as(diff.out() + diff.err()).isEqualTo(ExitCode.ERROR);
        assertThat(diff.err()).contains(words);
        assertThat(diff.out()).isEmpty();
    }

    @Test
    void theVerdictsOfTwoTagsAreComparedAndTheirSignerIsNamed() {
        bothAttested();

        Gate diff = diff();
        assertThat(diff.exit()).as(diff.err()).isEqualTo(ExitCode.FAILED);
        assertThat(diff.out())
                .containsPattern("older .*" + first.manifestDigest() + ".*attested by gate-0")
                .containsPattern("newer .*" + second.manifestDigest() + ".*attested by gate-0")
                .containsPattern("(?s)New\n.*HIGH +ALLOWED +vulnerabilities +CVE-2026-1000")
                .contains("1 new, 0 fixed");
        assertThat(diff(image(":1.5"), image(":1.4"), "--deny-new", "high").exit())
                .isZero();
    }

    @Test
    void aDigestAndAFileCanStandOnEitherSide() {
        bothAttested();
        Path here = scan(":1.5", Duration.ZERO, open);

        assertThat(diff(image("@" + first.manifestDigest()), image(":1.4@" + first.manifestDigest()))
                        .out())
                .contains("0 new, 0 fixed");
        assertThat(diff(image(":1.4"), here, "--deny-new", "high").exit()).isEqualTo(ExitCode.FAILED);
        Gate back = diff(here, image(":1.4"));
        assertThat(back.out()).contains("0 new, 1 fixed").containsOnlyOnce("attested by");
    }

    @Test
    void theNewestVerdictCountsWhetherItPassedOrNotAndInWhateverOrderTheyWereAttached() {
        Path strict = file("strict.yaml", "version: 1\nvulnerabilities: {max: {critical: 0, high: 0}}\n");
        Path old = scan(":1.5", Duration.ofDays(9), open);
        bothAttested();
        publish("CVE-2026-2000", "HIGH");
        attach(":1.5", GATE, scan(":1.5", Duration.ofHours(1), strict));
        attach(":1.5", GATE, old);

        Gate diff = diff();
        assertThat(diff.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(diff.out()).contains("newer  FAIL").contains("CVE-2026-2000", "2 new");
    }

    @Test
    void withTwoTrustedSignersTheNewestVerdictOfEitherCounts() {
        attach(":1.5", OTHER, scan(":1.5", Duration.ofDays(9), open));
        bothAttested();
        file("org.yaml", trusting(1, OTHER, GATE));

        assertThat(diff().out()).contains("attested by gate-1", "1 new");
        file("org.yaml", trusting(2, OTHER, GATE));
        refused(diff(), "demands several signers", "compare the verdict.json files");
    }

    @Test
    void aVerdictOfNobodyWhoIsTrustedIsRefused() {
        attach(":1.4", GATE, scan(":1.4", Duration.ofHours(5), open));
        refused(diff(), "no verdict that", "org.yaml", "trusts is attested to", "no verdict was found");
        attach(":1.5", STRANGER, scan(":1.5", Duration.ofHours(4), open));
        refused(diff(), "no verdict that", "not made with this signer's key (gate-0)", "gate attest --attach verdict");

        refused(
                gate("diff", image(":1.4"), image(":1.5")),
                "the policy trusts no signer for verdicts on images of " + image(""));
        file("org.yaml", "version: 1\nsignatures: [{repositories: ['**'], exempt: mirror}]\n");
        refused(diff(), "the policy trusts no signer for verdicts");
    }

    @Test
    void aStrangersNewerVerdictChangesNothing() {
        bothAttested();
        publish("CVE-2026-2000", "CRITICAL");
        attach(":1.5", STRANGER, scan(":1.5", Duration.ofHours(1), open));

        assertThat(diff().out()).contains("1 new").doesNotContain("CVE-2026-2000");
    }

    @Test
    void theVerdictOfAnotherImageIsRefused() {
        Path verdict = scan(":1.4", Duration.ofHours(5), open);
        String statement = attach(":1.4", GATE, verdict);
        copied(statement, first, second);

        refused(diff(), "no verdict that", "it signs another digest");
    }

    private void copied(String referrer, BuiltImage from, BuiltImage to) {
        String manifest = new String(registry.stored(REPOSITORY, referrer).orElseThrow(), StandardCharsets.UTF_8);
        registry.manifest(
                REPOSITORY,
                "copied-" + referrer.substring(7, 20),
                manifest.replace(from.manifestDigest(), to.manifestDigest()));
    }

    private void attachedBySomebody(BuiltImage image, byte[] content) {
        attachedBySomebody(image, AttachedFile.Kind.verdict.type(), content);
    }

    private void attachedBySomebody(BuiltImage image, String type, byte[] content) {
        Fixtures.attach(registry, REPOSITORY, image, type, content);
    }

    @Test
    void aVerdictThatIsNotAttachedIsAnErrorAndNoOlderOneTakesItsPlace() throws Exception {
        bothAttested();
        Path newest = scan(":1.5", Duration.ofHours(1), open);
        attest(":1.5", GATE, newest);
        refused(diff(), "is not attached", "2026-11-24T11:00:00Z, gate-0", "--attach verdict");

        byte[] whole = Files.readAllBytes(newest);
        attachedBySomebody(second, Arrays.copyOf(whole, whole.length / 2));
        refused(diff(), "is not attached");
        attachedBySomebody(
                second,
                new String(whole, StandardCharsets.UTF_8).replace("HIGH", "LOW").getBytes(StandardCharsets.UTF_8));
        refused(diff(), "is not attached");
        attachedBySomebody(second, whole);
        assertThat(diff().out()).contains("2026-11-24T11:00:00Z", "1 new");
    }

    @Test
    void bytesThatTheRegistryChangesOrCutsAreAnError() throws Exception {
        bothAttested();
        String digest = digest(folder.resolve("reports-1.54/verdict.json"));
        registry.fail("/blobs/" + digest, new RegistryFault.WrongBytes());
        Gate changed = diff();
        assertThat(changed.exit()).as(changed.err()).isEqualTo(ExitCode.ERROR);
        registry.fail("/blobs/" + digest, new RegistryFault.OtherLength(-10));
        Gate cut = diff();
        assertThat(cut.exit()).as(cut.err()).isEqualTo(ExitCode.ERROR);
        assertThat(diff().exit()).isEqualTo(ExitCode.FAILED);
    }

    private static String digest(Path file) throws IOException {
        return Digest.of(Files.readAllBytes(file)).toString();
    }

    @Test
    void anAttestationThatCannotBeReadIsAnErrorBecauseItMayBeNewer() {
        bothAttested();
        registry.manifest(REPOSITORY, "broken", """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
             "artifactType":"application/vnd.dev.sigstore.bundle.v0.3+json",
             "config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%1$s","size":2},
             "layers":[{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","digest":"sha256:%2$s","size":9}],
             "subject":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%3$s","size":9}}
            """.formatted(
                        registry.blob("{}".getBytes(StandardCharsets.UTF_8)), "0".repeat(64), second.manifestDigest()));

        refused(diff(), "may be a newer verdict");
    }

    @Test
    void aRegistryThatDoesNotAnswerIsAnError() {
        bothAttested();
        registry.failAlways("/referrers/", new RegistryFault.Status(403));
        refused(diff(), "the verdict on " + image(":1.4") + " cannot be read");
        refused(diff(image(":9"), image(":1.5")), image(":9") + " is not there");
    }

    /** A build in Jenkins attests what its gates found as one verdict of several documents. */
    @Test
    void aVerdictOfSeveralDocumentsNeedsAllOfThem() throws Exception {
        bothAttested();
        Path scanned = Files.copy(scan(":1.5", Duration.ofHours(1), open), folder.resolve("verdict-1.json"));
        gate("secrets", image(":1.5"), "--policy", open, "--out", folder.resolve("secrets"));
        Path secrets = Files.copy(folder.resolve("secrets/verdict.json"), folder.resolve("verdict-2.json"));
        attested(
                SignatureGate.join(verdict(scanned), verdict(secrets)),
                Input.of("verdict-1.json", Files.readAllBytes(scanned)),
                Input.of("verdict-2.json", Files.readAllBytes(secrets)));
        attachedBySomebody(second, Files.readAllBytes(scanned));
        refused(diff(), "is not attached");

        attachedBySomebody(second, Files.readAllBytes(secrets));
        Gate diff = diff();
        assertThat(diff.exit()).as(diff.err()).isEqualTo(ExitCode.FAILED);
        assertThat(diff.out())
                .contains("1 new", "secrets: not evaluated by the older verdict")
                .contains("2026-11-24T11:00:00Z");
    }

    @Test
    void anAttachedDocumentThatIsNotTheVerdictOfTheStatementIsRefused() throws Exception {
        bothAttested();
        Path newest = scan(":1.5", Duration.ofHours(1), open);
        attestedAs(newest, scan(":1.5", Duration.ofHours(9), open));
        refused(diff(), "has another time or outcome or other gates than its attestation says");
    }

    @Test
    void aDocumentWithoutAllGatesOfItsStatementIsRefused() throws Exception {
        bothAttested();
        Path scanned = scan(":1.5", Duration.ofHours(1), open);
        gate("secrets", image(":1.5"), "--policy", open, "--out", folder.resolve("secrets"));
        attested(
                SignatureGate.join(verdict(scanned), verdict(folder.resolve("secrets/verdict.json"))),
                Input.of("verdict.json", Files.readAllBytes(scanned)));
        attachedBySomebody(second, Files.readAllBytes(scanned));
        refused(diff(), "other gates than its attestation says");
    }

    @Test
    void anAttachedDocumentOnAnotherImageIsRefused() throws Exception {
        bothAttested();
        attestedAs(scan(":1.5", Duration.ofHours(1), open), scan(":1.4", Duration.ofHours(1), open));
        refused(diff(), "is on another image or under another policy than its attestation says");
    }

    @Test
    void anAttachedDocumentThatIsNoVerdictIsRefused() throws Exception {
        bothAttested();
        attestedAs(scan(":1.5", Duration.ofHours(1), open), file("other.json", "{\"schemaVersion\": 9}"));
        refused(diff(), "the verdict attached to " + image("@" + second.manifestDigest()) + " has schemaVersion 9");
    }

    /** A statement on the second image by the trusted signer that names a document which is not its verdict. */
    private void attestedAs(Path verdict, Path document) throws Exception {
        byte[] content = Files.readAllBytes(document);
        attested(verdict(verdict), Input.of("verdict.json", content));
        attachedBySomebody(second, content);
    }

    private void attested(Verdict verdict, Input... inputs) throws Exception {
        Fixtures.attest(registry, image("@" + second.manifestDigest()), second, GATE, verdict, inputs);
    }

    private static Verdict verdict(Path file) throws Exception {
        return Fixtures.verdict(file);
    }

    @Test
    void ofAnIndexThePlatformIsNamed() {
        OciIndex index = OciIndex.index().image(first);
        registry.with(REPOSITORY, OciLayout.of(index, "multi"));
        bothAttested();

        refused(diff(image(":multi"), image(":1.5")), "of an index, name the platform");
        assertThat(diff(image(":multi"), image(":1.5"), "--platform", "linux/amd64")
                        .out())
                .contains("1 new, 0 fixed");
    }

    @Test
    void whatIsNeitherAFileNorAnImageInARegistryIsAMistake() {
        Path verdict = scan(":1.4", Duration.ofHours(5), open);
        Gate archive = diff("oci-archive:app.tar", verdict);
        assertThat(archive.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(archive.err()).contains("is not in a registry");
        Gate untagged = diff(image(""), verdict);
        assertThat(untagged.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(untagged.err()).contains("there is no file", "an image with its tag or digest");
        Gate colon = diff(folder + "/a:b", verdict);
        assertThat(colon.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(colon.err()).contains("there is no file");
        assertThat(registry.requests().stream().filter(request -> request.contains("referrers")))
                .isEmpty();
    }
}

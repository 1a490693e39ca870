package io.jenkins.lib.containergate.signature.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.attestation.AttestationBundle;
import io.jenkins.lib.containergate.attestation.AttestationPublisher;
import io.jenkins.lib.containergate.attestation.PemAttestationKey;
import io.jenkins.lib.containergate.attestation.VerdictAttestation;
import io.jenkins.lib.containergate.attestation.VerdictAttestation.Input;
import io.jenkins.lib.containergate.gate.AttestedVex;
import io.jenkins.lib.containergate.gate.PinnedKeys;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.gate.SignatureRun;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.registry.peers.DockerRegistry;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.signature.evidence.RegistryEvidence;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.notation.RevocationCheck;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import io.jenkins.lib.containergate.vulnerability.vex.VexDocument;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cosign signs in a real registry is accepted, in both layouts; what is attested here, cosign accepts. */
@Tag("peers")
class CosignPeerTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String NO_SERVICES = """
        {"mediaType":"application/vnd.dev.sigstore.signingconfig.v0.2+json",
         "rekorTlogConfig":{"selector":"ANY"},"tsaConfig":{"selector":"ANY"}}\
        """;
    private static final String NO_ROOTS =
            "{\"mediaType\":\"application/vnd.dev.sigstore.trustedroot+json;version=0.1\"}";

    @TempDir
    Path directory;

    private void cosign(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("cosign"));
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    private void run(String... command) throws Exception {
        Peer.run(directory, List.of("COSIGN_PASSWORD="), command);
    }

    private DockerRegistry registry() throws Exception {
        Peer.needs("cosign", "docker-registry", "skopeo");
        Files.writeString(directory.resolve("services.json"), NO_SERVICES);
        Files.writeString(directory.resolve("roots.json"), NO_ROOTS);
        return DockerRegistry.start(directory);
    }

    private static SignedImage resolve(DockerRegistry registry, ImageReference image) throws Exception {
        return new RegistryImage(registry, image).resolve();
    }

    /** @param extra lines of the requirement */
    private static GateResult judge(DockerRegistry registry, ImageReference image, String publicKey, String extra)
            throws Exception {
        return new RegistryImage(registry, image)
                .judge("signatures:\n  - repositories: ['**']\n    signers:\n"
                        + "    - {name: release, cosign: {ignoreTlog: true, key: \"" + publicKey.replace("\n", "\\n")
                        + "\"}}\n" + extra);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bundle", "simple signing"})
    void whatCosignSignsPassesAndWithAnotherKeyItDoesNot(String layout) throws Exception {
        try (DockerRegistry registry = registry()) {
            registry.push(directory, "shop/app:1");
            ImageReference image = registry.image("shop/app:1");
            String digest = image.repository() + "@"
                    + resolve(registry, image).manifest().digest();
            cosign("generate-key-pair");
            if (layout.equals("bundle")) {
                cosign(
                        "sign",
                        "--key=cosign.key",
                        "--signing-config=services.json",
                        "--trusted-root=roots.json",
                        "--allow-http-registry",
                        "--annotations=stage=prod",
                        "--yes",
                        digest);
            } else {
                cosign(
                        "sign",
                        "--key=cosign.key",
                        "--use-signing-config=false",
                        "--tlog-upload=false",
                        "--new-bundle-format=false",
                        "--allow-http-registry",
                        "--annotations=stage=prod",
                        "--yes",
                        digest);
            }
            String key = Files.readString(directory.resolve("cosign.pub"));

            GateResult result = judge(registry, image, key, "    annotations: {stage: prod}\n");
            assertThat(result.findings()).isEmpty();
            assertThat(result.outcome()).isEqualTo(Outcome.PASS);
            assertThat(result.reason()).isEqualTo("signed by release");
            assertThat(judge(registry, image, SigningKey.ecdsa().pem(), "").outcome())
                    .isEqualTo(Outcome.FAIL);
            assertThat(judge(registry, image, key, "    annotations: {stage: test}\n")
                            .outcome())
                    .isEqualTo(Outcome.FAIL);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ECDSA", "RSA", "Ed25519"})
    void whatCosignOfTheSecondGenerationSignsPassesAndSpoiledItDoesNot(String kind) throws Exception {
        Peer.needs("cosign-2");
        SigningKey key = key(kind);
        try (DockerRegistry registry = registry()) {
            registry.push(directory, "shop/app:1");
            ImageReference image = registry.image("shop/app:1");
            RegistryImage judged = new RegistryImage(registry, image);
            Files.writeString(directory.resolve("release.pem"), key.privatePem());
            run("cosign-2", "import-key-pair", "--key=release.pem", "--output-key-prefix=release");
            run(
                    "cosign-2",
                    "sign",
                    "--key=release.key",
                    "--tlog-upload=false",
                    "--allow-http-registry",
                    "--annotations=stage=prod",
                    "--yes",
                    image.repository() + "@" + judged.resolve().manifest().digest());

            assertThat(judge(registry, image, key.pem(), "    annotations: {stage: prod}\n")
                            .reason())
                    .isEqualTo("signed by release");
            assertThat(judge(registry, image, key(kind).pem(), "").outcome()).isEqualTo(Outcome.FAIL);
            SignatureEvidence evidence = judged.evidence();
            assertThat(evidence.candidates()).hasSize(1).first().isInstanceOf(Candidate.SimpleSigning.class);
            Candidate.SimpleSigning signed =
                    (Candidate.SimpleSigning) evidence.candidates().get(0);
            byte[] payload = signed.payload().toArray();
            payload[payload.length / 2] ^= 1;
            Candidate spoiled = new Candidate.SimpleSigning(
                    signed.origin(), signed.found(), Bytes.of(payload), signed.annotations());
            String policy = "signatures:\n" + SignatureRun.keys("**", key);
            assertThat(judged.judge(policy).outcome()).isEqualTo(Outcome.PASS);
            assertThat(judged.judge(policy, new SignatureEvidence(evidence.image(), List.of(spoiled), 0))
                            .outcome())
                    .isEqualTo(Outcome.FAIL);
        }
    }

    private static final String PROVENANCE = """
        {"buildDefinition": {"buildType": "https://example.org/build/v1",
          "externalParameters": {"source": "git+https://github.com/acme/shop@refs/heads/main"},
          "resolvedDependencies": [{"uri": "git+https://github.com/acme/shop@refs/heads/main", "digest": {"gitCommit": "c27d339e"}}]},
         "runDetails": {"builder": {"id": "https://ci.example/builder"}}}
        """;

    @ParameterizedTest
    @ValueSource(strings = {"bundle", "older layout"})
    void aProvenanceThatCosignAttestsIsHeldAgainstThePolicy(String layout) throws Exception {
        Peer.needs("cosign-2");
        try (DockerRegistry registry = registry()) {
            registry.push(directory, "shop/app:1");
            ImageReference image = registry.image("shop/app:1");
            RegistryImage judged = new RegistryImage(registry, image);
            String digest =
                    image.repository() + "@" + judged.resolve().manifest().digest();
            Files.writeString(directory.resolve("provenance.json"), PROVENANCE);
            cosign("generate-key-pair");
            if (layout.equals("bundle")) {
                cosign(
                        "attest",
                        "--key=cosign.key",
                        "--type=slsaprovenance1",
                        "--predicate=provenance.json",
                        "--signing-config=services.json",
                        "--trusted-root=roots.json",
                        "--allow-http-registry",
                        "--yes",
                        digest);
            } else {
                run(
                        "cosign-2",
                        "attest",
                        "--key=cosign.key",
                        "--type=slsaprovenance1",
                        "--predicate=provenance.json",
                        "--tlog-upload=false",
                        "--allow-http-registry",
                        "--yes",
                        digest);
            }
            String key = Files.readString(directory.resolve("cosign.pub"));
            String demand = "    provenance: {builders: ['https://ci.example/builder'], refs: ['refs/heads/main'],"
                    + " sources: ['https://github.com/acme/shop']}\n";
            GateResult result = judge(registry, image, key, demand);
            assertThat(result.findings()).isEmpty();
            assertThat(result.outcome()).isEqualTo(Outcome.PASS);
            assertThat(judge(registry, image, key, demand.replace("builder'", "builder2'"))
                            .outcome())
                    .isEqualTo(Outcome.FAIL);
            assertThat(judge(registry, image, key, demand.replace("heads/main", "heads/mai"))
                            .outcome())
                    .isEqualTo(Outcome.FAIL);
            assertThat(judge(registry, image, SigningKey.ecdsa().pem(), demand).outcome())
                    .isEqualTo(Outcome.FAIL);
            assertThat(judge(registry, image, key, "").outcome()).isEqualTo(Outcome.FAIL);
        }
    }

    @Test
    void aVexDocumentThatCosignAttestsIsReadOnlyForItsSigner() throws Exception {
        try (DockerRegistry registry = registry()) {
            registry.push(directory, "shop/app:1");
            ImageReference image = registry.image("shop/app:1");
            RegistryImage judged = new RegistryImage(registry, image);
            Files.writeString(directory.resolve("app.openvex.json"), """
                {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://acme.example/vex/1", "author": "Acme",
                 "timestamp": "2026-11-20T10:00:00Z", "version": 1, "statements": [{"vulnerability": {"name": "CVE-2024-1"},
                 "products": [{"@id": "pkg:deb/debian/zlib1g"}], "status": "fixed"}]}
                """);
            cosign("generate-key-pair");
            cosign(
                    "attest",
                    "--key=cosign.key",
                    "--type=openvex",
                    "--predicate=app.openvex.json",
                    "--signing-config=services.json",
                    "--trusted-root=roots.json",
                    "--allow-http-registry",
                    "--yes",
                    image.repository() + "@" + judged.resolve().manifest().digest());
            String key = Files.readString(directory.resolve("cosign.pub"));
            assertThat(attestedVex(judged, key)).hasSize(1).first().satisfies(document -> {
                assertThat(document.source().document()).isEqualTo("https://acme.example/vex/1");
                assertThat(document.source().signer()).contains("psirt");
                assertThat(document.unusable()).isEmpty();
            });
            assertThat(attestedVex(judged, SigningKey.ecdsa().pem()))
                    .hasSize(1)
                    .first()
                    .satisfies(document -> {
                        assertThat(document.source().signer()).isEmpty();
                        assertThat(document.unusable()).isNotEmpty();
                    });
        }
    }

    private static List<VexDocument> attestedVex(RegistryImage image, String publicKey) throws Exception {
        String policy =
                "version: 1\nvex: [{from: attestations, signers: [{name: psirt, cosign: {ignoreTlog: true, key: \""
                        + publicKey.replace("\n", "\\n") + "\"}}]}]\n";
        return new AttestedVex(
                        PolicyMerge.merge(List.of(PolicyParser.parse("org", "org.yaml", policy)), CLOCK),
                        Optional.empty(),
                        PinnedKeys.unreachable(),
                        CLOCK)
                .read(
                        new RegistryEvidence(image.registry().client().reader(image.image())),
                        image.resolve(),
                        RegistryImage.soon());
    }

    private static SigningKey key(String kind) {
        return switch (kind) {
            case "ECDSA" -> SigningKey.ecdsa();
            case "RSA" -> SigningKey.rsa(3072);
            default -> SigningKey.ed25519();
        };
    }

    @ParameterizedTest
    @CsvSource({
        "cosign, ECDSA",
        "cosign, Ed25519",
        "cosign, RSA",
        "cosign-2, ECDSA",
        "cosign-2, Ed25519",
        "cosign-2, RSA"
    })
    void whatIsAttestedHereCosignAccepts(String tool, String kind) throws Exception {
        Peer.needs(tool);
        SigningKey key = key(kind);
        try (DockerRegistry registry = registry()) {
            registry.push(directory, "shop/app:1");
            ImageReference image = registry.image("shop/app:1");
            ImageReference pinned =
                    image.withDigest(resolve(registry, image).manifest().digest());
            Verdict verdict = passed(pinned);
            VerdictAttestation attestation = VerdictAttestation.of(
                            pinned,
                            verdict,
                            "https://ci.example/",
                            List.of(Input.of("verdict.json", "{}".getBytes(StandardCharsets.UTF_8))))
                    .withPolicy(exempting());
            new AttestationPublisher(registry.client().writer(pinned))
                    .publish(
                            attestation,
                            AttestationBundle.sign(
                                    attestation.statement(),
                                    PemAttestationKey.parse(key.privatePem(), new char[0], "the key")),
                            RegistryImage.soon());
            Files.writeString(directory.resolve("gate.pub"), key.pem());

            run(
                    tool,
                    "verify-attestation",
                    "--new-bundle-format",
                    "--key=gate.pub",
                    "--type=https://slsa.dev/verification_summary/v1",
                    "--insecure-ignore-tlog",
                    "--trusted-root=roots.json",
                    "--allow-http-registry",
                    pinned.repository() + "@" + pinned.digest().orElseThrow());

            String demand =
                    "    maxAge: 1d\n    verdict: {verifier: 'https://ci.example/', gates: [signatures], policies: ['"
                            + verdict.policy().digest() + "']}\n";
            assertThat(judge(registry, image, key.pem(), demand).outcome()).isEqualTo(Outcome.PASS);
            assertThat(judge(registry, image, key.pem(), "").outcome()).isEqualTo(Outcome.FAIL);
        }
    }

    private static EffectivePolicy exempting() throws Exception {
        String policy = "version: 1\nsignatures:\n  - {repositories: ['**'], exempt: being attested}\n";
        return PolicyMerge.merge(List.of(PolicyParser.parse("org", "org.yaml", policy)), CLOCK);
    }

    /** A verdict that passed. */
    private static Verdict passed(ImageReference image) throws Exception {
        SignatureGate gate = new SignatureGate(exempting(), Optional.empty(), RevocationCheck.offline(), CLOCK);
        Subject subject = new Subject(
                image.toString(),
                Optional.of(image.digest().orElseThrow().toString()),
                Optional.empty(),
                Optional.empty());
        SignedImage signed = SignedImage.of(
                image.repository(), Descriptor.of("x", image.digest().orElseThrow(), 1));
        return gate.judge(subject, new SignatureEvidence(signed, List.of(), 0));
    }
}

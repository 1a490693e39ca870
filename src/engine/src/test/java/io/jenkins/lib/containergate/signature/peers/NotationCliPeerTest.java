package io.jenkins.lib.containergate.signature.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.registry.peers.DockerRegistry;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.notation.RevocationCheck;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the notation command signs in a real registry is accepted: every kind of key, JWS and COSE, both ways to refer. */
@Tag("peers")
class NotationCliPeerTest {
    @TempDir
    Path directory;

    private void notation(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("notation"));
        command.addAll(List.of(arguments));
        Peer.run(directory, List.of("XDG_CONFIG_HOME=" + directory), command.toArray(String[]::new));
    }

    private OpensslAuthority signer(String kind, String... extensions) throws Exception {
        OpensslAuthority authority = OpensslAuthority.create(directory.resolve("authority"));
        authority.issue("release", kind, extensions);
        Path chain =
                Files.writeString(directory.resolve("chain.pem"), authority.pem("release") + authority.pem("root"));
        Files.createDirectories(directory.resolve("notation"));
        Files.writeString(
                directory.resolve("notation/signingkeys.json"), """
                    {"default":"release","keys":[{"name":"release","keyPath":"%s","certPath":"%s"}]}\
                    """.formatted(authority.file("release.key"), chain));
        return authority;
    }

    private DockerRegistry registry(boolean referrers) throws Exception {
        Peer.needs("notation", "docker-registry", "skopeo");
        return referrers ? DockerRegistry.withReferrers(directory) : DockerRegistry.start(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "2048, jws, false",
        "3072, cose, false",
        "4096, jws, true",
        "P-256, cose, true",
        "P-384, jws, false",
        "P-521, cose, true"
    })
    void whatNotationSignsPassesAndNothingElseDoes(String kind, String format, boolean referrers) throws Exception {
        try (DockerRegistry registry = registry(referrers)) {
            OpensslAuthority authority = signer(kind);
            registry.push(directory, "shop/app:1");
            ImageReference image = registry.image("shop/app:1");
            RegistryImage judged = new RegistryImage(registry, image);
            SignedImage resolved = judged.resolve();
            notation(
                    "sign",
                    "--signature-format=" + format,
                    "--insecure-registry",
                    "--force-referrers-tag=" + !referrers,
                    "--user-metadata=stage=prod",
                    image.repository() + "@" + resolved.manifest().digest());
            String policy = RegistryImage.notation(authority, "", "    annotations: {stage: prod}\n");

            GateResult result = judged.judge(policy);
            assertThat(result.findings()).isEmpty();
            assertThat(result.outcome()).isEqualTo(Outcome.PASS);
            assertThat(result.reason()).isEqualTo("signed by release");

            SignatureEvidence evidence = judged.evidence();
            assertThat(judged.judge(policy, spoiled(evidence)).outcome()).isEqualTo(Outcome.FAIL);
            OpensslAuthority other = OpensslAuthority.create(directory.resolve("other"));
            assertThat(judged.judge(RegistryImage.notation(other, "", "")).outcome())
                    .isEqualTo(Outcome.FAIL);
            assertThat(judged.judge(policy.replace("O=Acme", "O=Umbrella")).outcome())
                    .isEqualTo(Outcome.FAIL);
        }
    }

    @Test
    void aRevokedCertificateIsRefusedAndOneOfWhichNothingIsKnownIsAnError() throws Exception {
        try (DockerRegistry registry = registry(false);
                AuthorityServer server = AuthorityServer.start()) {
            OpensslAuthority authority = signer("P-256", "crlDistributionPoints=URI:" + server.url("/list"));
            server.list("/list", authority);
            RegistryImage judged = signed(registry);
            Clock clock = Clock.systemUTC();
            SignatureEvidence evidence = judged.evidence();
            String strict = RegistryImage.notation(authority, "", "");
            assertThat(judged.judge(strict, evidence, RevocationPeerTest.asking(clock), clock)
                            .outcome())
                    .isEqualTo(Outcome.PASS);
            assertThat(judged.judge(strict, evidence).outcome()).isEqualTo(Outcome.ERROR);

            authority.revoke("release");
            GateResult revoked = judged.judge(strict, evidence, RevocationPeerTest.asking(clock), clock);
            assertThat(revoked.outcome()).isEqualTo(Outcome.FAIL);
            assertThat(revoked.findings().get(0).finding().actual()).contains("was revoked at");
            Verdict permissive = judged.verdict(
                    RegistryImage.notation(authority, ", level: permissive", ""),
                    evidence,
                    RevocationPeerTest.asking(clock),
                    clock);
            assertThat(permissive.outcome()).isEqualTo(Outcome.PASS);
            assertThat(permissive.notes().toString())
                    .contains("tolerated: its certificate")
                    .contains("was revoked at");
        }
    }

    /** Signs the image of the registry with the default key. */
    private RegistryImage signed(DockerRegistry registry, String... options) throws Exception {
        registry.push(directory, "shop/app:1");
        RegistryImage image = new RegistryImage(registry, registry.image("shop/app:1"));
        List<String> command = new ArrayList<>(List.of("sign", "--insecure-registry"));
        command.addAll(List.of(options));
        command.add(
                image.image().repository() + "@" + image.resolve().manifest().digest());
        notation(command.toArray(String[]::new));
        return image;
    }

    @ParameterizedTest
    @ValueSource(strings = {"jws", "cose"})
    void aTimestampKeepsASignatureBeyondItsCertificate(String format) throws Exception {
        try (DockerRegistry registry = registry(false);
                AuthorityServer server = AuthorityServer.start()) {
            OpensslAuthority authority = signer("P-256");
            OpensslAuthority time = OpensslAuthority.create(directory.resolve("time"));
            time.issue("stamping", "P-256", "extendedKeyUsage=critical,timeStamping");
            server.timestamps("/tsa", time);
            RegistryImage judged = signed(
                    registry,
                    "--signature-format=" + format,
                    "--timestamp-url=" + server.url("/tsa"),
                    "--timestamp-root-cert=" + time.file("root.pem"));
            SignatureEvidence evidence = judged.evidence();
            Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(60));
            String stamped = RegistryImage.notation(authority, store(time), "    maxAge: 90d\n");
            RevocationCheck offline = RevocationCheck.offline();

            GateResult result = judged.judge(stamped, evidence, offline, later);
            assertThat(result.findings()).isEmpty();
            assertThat(result.outcome()).isEqualTo(Outcome.PASS);
            for (String other : List.of("", store(authority))) {
                assertThat(judged.judge(RegistryImage.notation(authority, other, ""), evidence, offline, later)
                                .outcome())
                        .isEqualTo(Outcome.FAIL);
            }
            Clock tooLate = Clock.offset(Clock.systemUTC(), Duration.ofDays(100));
            assertThat(judged.judge(stamped, evidence, offline, tooLate)
                            .findings()
                            .get(0)
                            .finding()
                            .actual())
                    .contains("more than 2160 h ago");
        }
    }

    private static String store(OpensslAuthority authority) throws IOException {
        return ", timestampStore: \"" + authority.pem("root").replace("\n", "\\n") + "\"";
    }

    /** The same evidence with one bit of each signature changed. */
    private static SignatureEvidence spoiled(SignatureEvidence evidence) {
        List<Candidate> candidates = evidence.candidates().stream()
                .map(Candidate.Envelope.class::cast)
                .<Candidate>map(each -> {
                    byte[] content = each.content().toArray();
                    content[content.length - 20] ^= 1;
                    return new Candidate.Envelope(each.origin(), each.found(), each.mediaType(), Bytes.of(content));
                })
                .toList();
        assertThat(candidates).hasSize(1);
        return new SignatureEvidence(evidence.image(), candidates, 0);
    }
}

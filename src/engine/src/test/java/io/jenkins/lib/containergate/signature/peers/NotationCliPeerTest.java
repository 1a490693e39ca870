package io.jenkins.lib.containergate.signature.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.inventory.peers.Peer;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.registry.peers.DockerRegistry;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private OpensslAuthority signer(String kind) throws Exception {
        OpensslAuthority authority = OpensslAuthority.create(directory.resolve("authority"));
        authority.issue("release", kind);
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

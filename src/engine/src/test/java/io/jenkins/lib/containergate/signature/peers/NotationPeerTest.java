package io.jenkins.lib.containergate.signature.peers;

import static io.jenkins.lib.containergate.gate.SignatureRun.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.gate.SignatureRun;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.MemoryRepository;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What notation-go signs is accepted: chains of RSA and ECDSA certificates, in JWS and in COSE. */
@Tag("peers")
class NotationPeerTest {
    @TempDir
    static Path directory;

    @BeforeAll
    static void sign() throws Exception {
        Peer.needs("go");
        Path signer = Path.of("src/test/go/notation").toAbsolutePath();
        Peer.run(signer, "go", "build", "-o", directory.resolve("signer").toString(), ".");
        Peer.run(
                directory,
                directory.resolve("signer").toString(),
                directory.toString(),
                IMAGE.mediaType(),
                IMAGE.digest().toString(),
                Long.toString(IMAGE.size()));
    }

    private static GateResult judge(String kind, String suffix, byte[] content, Instant at) throws Exception {
        String root = Files.readString(directory.resolve(kind + ".pem")).replace("\n", "\\n");
        MemoryRepository repository = new MemoryRepository();
        repository.attach(
                IMAGE.digest(),
                "application/vnd.cncf.notary.signature",
                suffix.equals("jws") ? "application/jose+json" : "application/cose",
                Bytes.of(content));
        return new SignatureRun()
                .repository(repository)
                .policy("signatures:\n  - repositories: ['**']\n    annotations: {stage: prod}\n    signers:\n"
                        + "    - {name: release, notation: {trustStore: \"" + root
                        + "\", identities: ['x509.subject: C=US, ST=WA, O=Notary']}}\n")
                .at(at)
                .result();
    }

    @ParameterizedTest
    @CsvSource({"rsa, jws", "rsa, cose", "ec, jws", "ec, cose", "expiring, jws", "expiring, cose"})
    void whatNotationSignsIsAcceptedAndSpoiledItIsNot(String kind, String suffix) throws Exception {
        byte[] envelope = Files.readAllBytes(directory.resolve(kind + "." + suffix));
        GateResult result = judge(kind, suffix, envelope, Instant.now());
        assertThat(result.findings()).isEmpty();
        assertThat(result.outcome()).isEqualTo(Outcome.PASS);

        byte[] spoiled = envelope.clone();
        int middle = new String(envelope, StandardCharsets.ISO_8859_1).indexOf(suffix.equals("jws") ? "x5c" : "prod");
        spoiled[middle - 40] ^= 1;
        assertThat(judge(kind, suffix, spoiled, Instant.now()).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void whatNotationLetsExpireIsRefusedAfterwards() throws Exception {
        for (String suffix : new String[] {"jws", "cose"}) {
            byte[] envelope = Files.readAllBytes(directory.resolve("expiring." + suffix));
            GateResult result =
                    judge("expiring", suffix, envelope, Instant.now().plus(Duration.ofHours(2)));
            assertThat(result.findings().get(0).finding().actual()).contains("it expired at");
        }
    }
}

package io.jenkins.lib.containergate.signature.contenttrust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.SignatureRun;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.JsonMutations;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.VerifiedSignature;
import io.jenkins.lib.containergate.signature.contenttrust.TrustDataCollector.TrustData;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.testkit.effort.Effort;
import io.jenkins.lib.containergate.testkit.signature.TrustRepository;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Trust data that are wrong in any one place are refused with a reason, and never more than that. */
class MalformedTrustDataTest {
    private static final URI SERVER = URI.create("https://notary.example");
    private static final String RELEASES = "targets/releases";

    private final TrustRepository repository = new TrustRepository(SignatureRun.REPOSITORY);
    private final ContentTrustVerifier verifier = new ContentTrustVerifier(
            Clock.fixed(SignatureRun.NOW, ZoneOffset.UTC),
            (name, versions) -> assertThat(versions).isNotEmpty());

    private VerifiedSignature verify(Map<String, Bytes> files) throws GateException {
        TrustData data = new TrustData(
                List.of(files.get("root")),
                files.get("timestamp"),
                files.get("snapshot"),
                Map.of("targets", files.get("targets"), RELEASES, files.get(RELEASES)));
        return verifier.verify(
                new Candidate.ContentTrustData("a server", SERVER, Optional.of("1.4"), data),
                SignedImage.of(SignatureRun.REPOSITORY, SignatureRun.IMAGE),
                new TrustedSigner.ContentTrust(
                        "notary",
                        new ContentTrustPolicy(
                                SERVER, List.of(new RootPin.KeyId(repository.rootKeyId())), List.of(RELEASES))));
    }

    private void refusedOrTheSame(Map<String, Bytes> files, VerifiedSignature honest, String what) {
        try {
            assertThat(verify(files)).as(what).isEqualTo(honest);
        } catch (GateException e) {
            assertThat(e.problem()).as(what).isNotBlank();
        } catch (RuntimeException e) {
            throw new AssertionError(what + " is not a refusal", e);
        }
    }

    @Test
    void noMutantOfTrustDataIsMoreThanARefusal() throws Exception {
        repository
                .sign(RELEASES, "1.4", SignatureRun.IMAGE.digest().hex(), SignatureRun.IMAGE.size())
                .publish();
        Map<String, Bytes> files = new TreeMap<>();
        repository.files().forEach((name, content) -> {
            String role = name.replaceFirst("\\.([0-9a-f]{64}\\.)?json$", "");
            if (!role.matches("[0-9].*")) {
                files.put(role, Bytes.of(content));
            }
        });
        assertThat(files).containsOnlyKeys("root", "timestamp", "snapshot", "targets", RELEASES);
        VerifiedSignature honest = verify(files);
        Random random = new Random(34);
        for (Map.Entry<String, Bytes> file : files.entrySet()) {
            byte[] content = file.getValue().toArray();
            ObjectNode json = (ObjectNode) JsonMapper.builder().build().readTree(content);
            JsonMutations.of(json).forEach((change, mutant) -> {
                Map<String, Bytes> changed = new TreeMap<>(files);
                changed.put(file.getKey(), Bytes.of(mutant.toString().getBytes(StandardCharsets.UTF_8)));
                refusedOrTheSame(changed, honest, file.getKey() + ": " + change);
            });
            for (int i = 0; i < Effort.rounds(40, 150); i++) {
                byte[] mutant = content.clone();
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
                Map<String, Bytes> changed = new TreeMap<>(files);
                changed.put(file.getKey(), Bytes.of(mutant));
                refusedOrTheSame(changed, honest, file.getKey() + ", mutant " + i);
            }
        }
    }
}

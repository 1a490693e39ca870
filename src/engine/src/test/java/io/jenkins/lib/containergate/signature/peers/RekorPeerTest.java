package io.jenkins.lib.containergate.signature.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.registry.peers.DockerRegistry;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.JsonMutations;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.notation.RevocationCheck;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What cosign signs and enters into a log of Rekor's second generation, with a timestamp of Sigstore's authority, is
 * accepted; each part of it spoiled or exchanged for another real one is not (C.2.6, C.2.7).
 */
@Tag("peers")
class RekorPeerTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path directory;

    private static SigstoreServices services;
    private static DockerRegistry registry;
    private static SigstoreServices.Log log;
    private static RegistryImage image;
    private static SignatureEvidence evidence;
    private static ObjectNode bundle;
    private static ObjectNode other;
    private static ObjectNode root;

    @BeforeAll
    static void sign() throws Exception {
        Peer.needs("docker-registry", "skopeo");
        registry = DockerRegistry.start(directory);
        services = SigstoreServices.start(directory);
        log = services.log("localhost");
        Peer.run(directory, List.of("COSIGN_PASSWORD="), "cosign", "generate-key-pair");
        root = (ObjectNode) JSON.readTree(Files.readAllBytes(directory.resolve(log.root())));
        other = bundle(signed("shop/other:1", log).evidence());
        image = signed("shop/app:1", log);
        evidence = image.evidence();
        bundle = bundle(evidence);
    }

    @AfterAll
    static void stop() {
        if (services != null) {
            services.close();
        }
        if (registry != null) {
            registry.close();
        }
    }

    private static RegistryImage signed(String name, SigstoreServices.Log in) throws Exception {
        registry.push(directory, name);
        RegistryImage pushed = new RegistryImage(registry, registry.image(name));
        Peer.run(
                directory,
                List.of("COSIGN_PASSWORD="),
                "cosign",
                "sign",
                "--key=cosign.key",
                "--signing-config=" + in.services(),
                "--trusted-root=" + in.root(),
                "--allow-http-registry",
                "--yes",
                pushed.image().repository() + "@" + pushed.resolve().manifest().digest());
        return pushed;
    }

    private static ObjectNode bundle(SignatureEvidence of) throws Exception {
        Candidate.Bundle found = (Candidate.Bundle) of.candidates().get(0);
        return (ObjectNode) JSON.readTree(found.json().toArray());
    }

    private static String policy(ObjectNode trusted, String conditions) throws Exception {
        String key = Files.readString(directory.resolve("cosign.pub")).replace("\n", "\\n");
        return "signatures:\n  - repositories: ['**']\n" + conditions + "    signers:\n"
                + "    - {name: release, cosign: {key: \"" + key + "\", trustedRoot: '" + trusted + "'}}\n";
    }

    private static GateResult judge(ObjectNode judged, ObjectNode trusted, String conditions) throws Exception {
        Candidate.Bundle found = (Candidate.Bundle) evidence.candidates().get(0);
        Candidate changed = new Candidate.Bundle(found.origin(), found.found(), Bytes.ofText(judged.toString()));
        return image.judge(policy(trusted, conditions), new SignatureEvidence(evidence.image(), List.of(changed), 0));
    }

    private static void refused(String reason, GateResult result) {
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.findings().get(0).finding().actual()).contains(reason);
    }

    /** @param change makes the bundle wrong in one way */
    private static void refused(String reason, Consumer<ObjectNode> change) throws Exception {
        ObjectNode changed = bundle.deepCopy();
        change.accept(changed);
        assertThat(changed).isNotEqualTo(bundle);
        refused(reason, judge(changed, root, ""));
    }

    private static void untrusted(String reason, Consumer<ObjectNode> change) throws Exception {
        ObjectNode changed = root.deepCopy();
        change.accept(changed);
        assertThat(changed).isNotEqualTo(root);
        refused(reason, judge(bundle, changed, ""));
    }

    private static ObjectNode entry(ObjectNode of) {
        return (ObjectNode) of.at("/verificationMaterial/tlogEntries/0");
    }

    private static ObjectNode proof(ObjectNode of) {
        return (ObjectNode) entry(of).get("inclusionProof");
    }

    private static ArrayNode timestamps(ObjectNode of) {
        return (ArrayNode) of.at("/verificationMaterial/timestampVerificationData/rfc3161Timestamps");
    }

    @Test
    void whatCosignEnteredAndHadStampedIsAccepted() throws Exception {
        Verdict verdict =
                image.verdict(policy(root, ""), image.evidence(), RevocationCheck.offline(), Clock.systemUTC());
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict.notes().toString()).contains("Sigstore bundle, key").doesNotContain("time unknown");
        assertThat(entry(bundle).at("/kindVersion/version").asText()).isEqualTo("0.0.2");
        assertThat(proof(bundle).get("hashes")).isNotEmpty();
    }

    @Test
    void whateverIsLeftOutOrOfAnotherTypeIsRefusedUnlessItIsNoEvidence() throws Exception {
        List<String> accepted = new ArrayList<>();
        for (Map.Entry<String, ObjectNode> mutation : JsonMutations.of(bundle).entrySet()) {
            GateResult result = judge(mutation.getValue(), root, "");
            assertThat(result.outcome()).as(mutation.getKey()).isIn(Outcome.PASS, Outcome.FAIL);
            if (result.outcome() == Outcome.PASS) {
                accepted.add(mutation.getKey());
            }
        }
        // hints, a place that the proof tells again, and the time, which a bare key can do without
        assertThat(accepted)
                .isNotEmpty()
                .allMatch(mutation -> mutation.matches("/verificationMaterial/(publicKey|timestampVerificationData|"
                        + "tlogEntries/0/kindVersion|tlogEntries/0/logIndex).*"));
    }

    @Test
    void aTruncatedOrForeignInclusionProofIsRefused() throws Exception {
        refused(
                "inclusion proof does not",
                changed -> ((ArrayNode) proof(changed).get("hashes")).remove(0));
        refused("inclusion proof does not", changed -> proof(changed).remove("hashes"));
        refused(
                "inclusion proof does not",
                changed -> ((ArrayNode) proof(changed).get("hashes"))
                        .set(0, proof(changed).get("rootHash")));
        refused("inclusion proof does not", changed -> entry(changed).set("inclusionProof", proof(other)));
        refused("inclusion proof does not", changed -> proof(changed).put("logIndex", "0"));
        refused("no proof", changed -> entry(changed).remove("inclusionProof"));
    }

    @Test
    void anotherRealEntryIsRefused() throws Exception {
        refused(
                "log entry is of another",
                changed -> ((ArrayNode) changed.at("/verificationMaterial/tlogEntries")).set(0, entry(other)));
        refused(
                "it is in no transparency log",
                changed -> ((ObjectNode) changed.get("verificationMaterial")).remove("tlogEntries"));
    }

    @Test
    void aCheckpointThatTheLogDidNotSignIsRefused() throws Exception {
        refused("checkpoint is not signed", changed -> checkpoint(changed, "localhost\n", "elsewhere\n"));
        refused(
                "does not lead to the log's signed root",
                changed -> ((ObjectNode) proof(changed).get("checkpoint"))
                        .set("envelope", proof(other).at("/checkpoint/envelope")));
        String stranger = "\u2014 localhost " + Base64.getEncoder().encodeToString(new byte[76]) + "\n";
        refused("checkpoint is not signed", changed -> {
            String envelope = proof(changed).at("/checkpoint/envelope").asText();
            ((ObjectNode) proof(changed).get("checkpoint"))
                    .put("envelope", envelope.substring(0, envelope.indexOf("\n\n") + 2) + stranger);
        });
    }

    private static void checkpoint(ObjectNode of, String found, String instead) {
        ObjectNode checkpoint = (ObjectNode) proof(of).get("checkpoint");
        checkpoint.put("envelope", checkpoint.get("envelope").asText().replaceFirst(found, instead));
    }

    /** Both logs have one key, and with ECDSA also one id; only what they call themselves differs. */
    @Test
    void anEntryOfAnotherLogWithTheSameKeyIsRefused() throws Exception {
        SigstoreServices.Log second = services.log("127.0.0.1");
        SignatureEvidence elsewhere = signed("shop/second:1", second).evidence();
        RegistryImage judged = new RegistryImage(registry, registry.image("shop/second:1"));
        ObjectNode its = (ObjectNode) JSON.readTree(Files.readAllBytes(directory.resolve(second.root())));
        assertThat(its.at("/tlogs/0/logId")).isEqualTo(root.at("/tlogs/0/logId"));
        assertThat(judged.judge(policy(its, ""), elsewhere).outcome()).isEqualTo(Outcome.PASS);
        refused("checkpoint is of '127.0.0.1', not of localhost", judged.judge(policy(root, ""), elsewhere));
    }

    @Test
    void aTimestampOfSomethingElseOrOfAStrangerIsRefused() throws Exception {
        refused(
                "its timestamp is of something else",
                changed -> timestamps(changed).set(0, timestamps(other).get(0)));
        untrusted("timestamp authority is not trusted", changed -> changed.remove("timestampAuthorities"));
        untrusted("not trusted at", changed -> end((ObjectNode) changed.at("/timestampAuthorities/0")));
    }

    @Test
    void aLogThatWasOutOfUseAtTheTimestampIsRefused() throws Exception {
        untrusted("log's key was not in use", changed -> end((ObjectNode) changed.at("/tlogs/0/publicKey")));
        untrusted("transparency log is not trusted", changed -> changed.remove("tlogs"));
    }

    private static void end(ObjectNode owner) {
        owner.putObject("validFor").put("start", "2024-01-01T00:00:00Z").put("end", "2025-01-01T00:00:00Z");
    }

    @Test
    void aStampedSignatureOfABareKeyHasNoAge() throws Exception {
        refused("can be logged or stamped again", judge(bundle, root, "    maxAge: 7d\n"));
    }
}

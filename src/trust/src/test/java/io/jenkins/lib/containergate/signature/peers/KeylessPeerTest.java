package io.jenkins.lib.containergate.signature.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.signer.KeylessSigner;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.JsonMutations;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.VerifiedSignature;
import io.jenkins.lib.containergate.signature.VerifiedSignature.SigningTime;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.signature.sigstore.BundleVerifier;
import io.jenkins.lib.containergate.signature.sigstore.TrustedRoot;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A keyless attestation made with the public instance of Sigstore, which comes with cosign's sources, and the public root
 * of trust, which comes with those of sigstore-go: Fulcio certificate, SCT, Rekor entry, promise and proof are real.
 */
@Tag("peers")
class KeylessPeerTest {
    private static final String PREDICATE = "https://cosign.sigstore.dev/attestation/v1";
    private static final String ISSUER = "https://github.com/login/oauth";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static ObjectNode bundle;
    private static ObjectNode roots;

    @BeforeAll
    static void read() throws Exception {
        Peer.needs("go");
        Path cache = Path.of(Peer.run(Path.of("."), "go", "env", "GOMODCACHE").strip(), "github.com", "sigstore");
        bundle = json(cache.resolve("cosign/v3@v3.1.3/pkg/cosign/testdata/oci-attestation.sigstore.json"));
        roots = json(cache.resolve("sigstore-go@v1.2.2/pkg/testing/data/trusted-roots/public-good.json"));
    }

    private static ObjectNode json(Path file) throws IOException {
        if (!Files.exists(file)) {
            Peer.missing("cosign 3.1.3 was not built here (" + file.getFileName() + ")");
        }
        return (ObjectNode) JSON.readTree(Files.readAllBytes(file));
    }

    private static String owner() throws Exception {
        byte[] der = Base64.getDecoder()
                .decode(bundle.at("/verificationMaterial/certificate/rawBytes").asText());
        var certificate = Certificates.ofDer(der);
        return certificate.getSubjectAlternativeNames().iterator().next().get(1).toString();
    }

    private static VerifiedSignature verify(ObjectNode judged, ObjectNode trusted, String subject, Instant now)
            throws GateException {
        ObjectNode statement = statement(bundle);
        String hex = statement.at("/subject/0/digest/sha256").asText();
        SignedImage image = SignedImage.of("registry.example/app", Descriptor.of("x", new Digest(hex), 1));
        TrustedRoot root = TrustedRoot.parse(Bytes.ofText(trusted.toString()), "the root");
        return new BundleVerifier(Clock.fixed(now, ZoneOffset.UTC))
                .attested(
                        new Candidate.Bundle("a referrer", image.manifest(), Bytes.ofText(judged.toString())),
                        image,
                        new TrustedSigner.Keyless(
                                KeylessSigner.of("ci", ISSUER, Glob.overText(subject)), Optional.of(root)),
                        Set.of(PREDICATE))
                .signature();
    }

    private static ObjectNode statement(ObjectNode of) {
        try {
            return (ObjectNode) JSON.readTree(
                    Base64.getDecoder().decode(of.at("/dsseEnvelope/payload").asText()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode entry(ObjectNode of) {
        return (ObjectNode) of.at("/verificationMaterial/tlogEntries/0");
    }

    /** @param change makes the bundle wrong in one way */
    private static void refused(String reason, Consumer<ObjectNode> change) throws Exception {
        ObjectNode changed = bundle.deepCopy();
        change.accept(changed);
        assertThatThrownBy(() -> verify(changed, roots, owner(), NOW)).hasMessageContaining(reason);
    }

    private static void untrusted(String reason, Consumer<ObjectNode> change) throws Exception {
        ObjectNode changed = roots.deepCopy();
        change.accept(changed);
        assertThatThrownBy(() -> verify(bundle, changed, owner(), NOW)).hasMessageContaining(reason);
    }

    @Test
    void whatThePublicInstanceSignedIsAccepted() throws Exception {
        VerifiedSignature signature = verify(bundle, roots, owner(), NOW);
        assertThat(signature.how()).isEqualTo("Sigstore bundle, keyless");
        assertThat(signature.time().map(SigningTime::by)).contains(Instant.parse("2025-02-28T19:18:11Z"));
        assertThat(signature.identity().shown()).isEqualTo("'" + owner() + "' of '" + ISSUER + "'");
    }

    @Test
    void whateverIsLeftOutOrOfAnotherTypeIsRefusedUnlessItIsNoEvidence() throws Exception {
        String owner = owner();
        List<String> accepted = new ArrayList<>();
        for (Map.Entry<String, ObjectNode> mutation : JsonMutations.of(bundle).entrySet()) {
            try {
                verify(mutation.getValue(), roots, owner, NOW);
                accepted.add(mutation.getKey());
            } catch (GateException e) {
                assertThat(e.problem()).isNotBlank();
            }
        }
        // the kind is told again in what the log has signed
        assertThat(accepted)
                .isNotEmpty()
                .allMatch(mutation -> mutation.startsWith("/verificationMaterial/tlogEntries/0/kindVersion"));
    }

    @Test
    void anotherIdentityOrIssuerIsRefused() throws Exception {
        assertThatThrownBy(() -> verify(bundle, roots, "somebody@example.org", NOW))
                .hasMessageContaining("its certificate is for ");
        String part = owner().substring(1);
        assertThatThrownBy(() -> verify(bundle, roots, part, NOW)).hasMessageContaining("its certificate is for ");
    }

    @Test
    void aChangedStatementIsRefused() throws Exception {
        refused("it was not made with this signer's key", changed -> {
            String other =
                    statement(changed).put("predicateType", PREDICATE + "x").toString();
            ((ObjectNode) changed.get("dsseEnvelope"))
                    .put("payload", Base64.getEncoder().encodeToString(other.getBytes(StandardCharsets.UTF_8)));
        });
    }

    @Test
    void twoSignaturesAreRefused() throws Exception {
        refused("has 2 signatures", changed -> {
            ArrayNode signatures = (ArrayNode) changed.at("/dsseEnvelope/signatures");
            signatures.add(signatures.get(0).deepCopy());
        });
    }

    @Test
    void aSwappedCertificateIsRefused() throws Exception {
        refused(
                "it was not made with this signer's key",
                changed -> ((ObjectNode) changed.at("/verificationMaterial/certificate"))
                        .set("rawBytes", roots.at("/certificateAuthorities/1/certChain/certificates/0/rawBytes")));
    }

    @Test
    void aCertificateAndAKeyTogetherAreRefused() throws Exception {
        refused(
                "names 2 keys",
                changed -> ((ObjectNode) changed.get("verificationMaterial"))
                        .putObject("publicKey")
                        .put("hint", ""));
        refused("names 0 keys", changed -> ((ObjectNode) changed.get("verificationMaterial")).remove("certificate"));
    }

    @Test
    void aTruncatedOrForeignInclusionProofIsRefused() throws Exception {
        refused("inclusion proof does not", changed -> {
            ArrayNode hashes = (ArrayNode) entry(changed).at("/inclusionProof/hashes");
            hashes.remove(hashes.size() - 1);
        });
        refused("inclusion proof does not", changed -> {
            ArrayNode hashes = (ArrayNode) entry(changed).at("/inclusionProof/hashes");
            hashes.set(0, hashes.get(1));
        });
        refused(
                "inclusion proof does not",
                changed -> ((ObjectNode) entry(changed).get("inclusionProof")).put("logIndex", "1"));
        refused(
                "does not lead to the log's signed root",
                changed -> ((ObjectNode) entry(changed).get("inclusionProof"))
                        .set("rootHash", entry(changed).at("/inclusionProof/hashes/0")));
    }

    @Test
    void aCheckpointThatTheLogDidNotSignIsRefused() throws Exception {
        refused("checkpoint is not signed", changed -> {
            ObjectNode checkpoint = (ObjectNode) entry(changed).at("/inclusionProof/checkpoint");
            String text = checkpoint.get("envelope").asText();
            checkpoint.put("envelope", text.replaceFirst("\n(\\d)", "\n1$1"));
        });
    }

    @Test
    void anEntryWithoutProofOrPromiseIsRefused() throws Exception {
        refused("no proof", changed -> entry(changed).remove("inclusionProof"));
        refused("no trusted signing time", changed -> entry(changed).remove("inclusionPromise"));
        refused(
                "it is in no transparency log",
                changed -> ((ObjectNode) changed.get("verificationMaterial")).remove("tlogEntries"));
    }

    @Test
    void anotherTimeThanTheLogSignedIsRefused() throws Exception {
        refused(
                "is not signed by the transparency log",
                changed -> entry(changed).put("integratedTime", "1740770299"));
    }

    @Test
    void anEntryOfAnotherLogIsRefused() throws Exception {
        refused(
                "transparency log is not trusted",
                changed -> ((ObjectNode) entry(changed).get("logId"))
                        .put("keyId", Base64.getEncoder().encodeToString(new byte[32])));
        untrusted("transparency log is not trusted", changed -> changed.remove("tlogs"));
    }

    @Test
    void anAuthorityThatIsNotTrustedIsRefused() throws Exception {
        untrusted("certificate authority is not trusted", changed -> changed.remove("certificateAuthorities"));
        untrusted(
                "not trusted at",
                changed -> changed.get("certificateAuthorities")
                        .forEach(authority ->
                                ((ObjectNode) authority.get("validFor")).put("end", "2023-01-01T00:00:00Z")));
    }

    @Test
    void aCertificateThatNoTrustedCertificateLogSawIsRefused() throws Exception {
        untrusted("SCT is not of a trusted certificate log", changed -> changed.remove("ctlogs"));
    }

    @Test
    void aSignatureFromTheFutureIsRefused() throws Exception {
        assertThatThrownBy(() -> verify(bundle, roots, owner(), Instant.parse("2025-02-01T00:00:00Z")))
                .hasMessageContaining("in the future");
    }
}

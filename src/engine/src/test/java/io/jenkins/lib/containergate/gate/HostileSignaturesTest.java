package io.jenkins.lib.containergate.gate;

import static io.jenkins.lib.containergate.gate.SignatureRun.IMAGE;
import static io.jenkins.lib.containergate.gate.SignatureRun.REPOSITORY;
import static io.jenkins.lib.containergate.gate.SignatureRun.keys;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.BUNDLE_TYPE;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.IMAGE_SIGNATURE;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.IN_TOTO;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.SIMPLE_SIGNING;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.base64;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.bundle;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.envelope;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.payload;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.signature;
import static io.jenkins.lib.containergate.testkit.signature.SignatureTexts.statement;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.signature.JsonMutations;
import io.jenkins.lib.containergate.signature.MemoryRepository;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a registry may hold or claim, and each way a cosign signature can be wrong (C.1, C.2): none of it turns green. */
class HostileSignaturesTest {
    private static final SigningKey KEY = SigningKey.ecdsa();
    private static final SigningKey STRANGER = SigningKey.ecdsa();
    private static final String DIGEST = IMAGE.digest().toString();
    private static final String OTHER = "sha256:" + "cd".repeat(32);
    private static final String PAYLOAD = payload(REPOSITORY, DIGEST, "null");
    private static final String STATEMENT = statement(IMAGE.digest().hex(), IMAGE_SIGNATURE, "{}", "{}");
    private static final String TAG = "sha256-" + IMAGE.digest().hex() + ".sig";

    private final MemoryRepository repository = new MemoryRepository();

    private GateResult judge(SigningKey... trusted) throws Exception {
        return new SignatureRun()
                .repository(repository)
                .policy("signatures:\n" + keys("**", trusted))
                .result();
    }

    private void refused(String reason) throws Exception {
        GateResult result = judge(KEY);
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.findings().get(0).finding().actual()).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ecdsa", "p384", "rsa", "ed25519"})
    void everyKindOfKeySignsInBothLayouts(String kind) throws Exception {
        SigningKey key =
                switch (kind) {
                    case "rsa" -> SigningKey.rsa(2048);
                    case "ed25519" -> SigningKey.ed25519();
                    case "p384" -> SigningKey.ecdsa("secp384r1", "SHA384withECDSA");
                    default -> KEY;
                };
        repository.bundle(IMAGE.digest(), bundle(key, STATEMENT));
        assertThat(judge(key).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(STRANGER).outcome()).isEqualTo(Outcome.FAIL);
        MemoryRepository older = new MemoryRepository();
        older.simpleSigning(IMAGE.digest(), key, PAYLOAD);
        GateResult result = new SignatureRun()
                .repository(older)
                .policy("signatures:\n" + keys("**", key))
                .result();
        assertThat(result.outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void aSignatureOfAnotherDigestIsRefusedInBothLayouts() throws Exception {
        repository.simpleSigning(IMAGE.digest(), KEY, payload(REPOSITORY, OTHER, "null"));
        repository.bundle(IMAGE.digest(), bundle(KEY, statement("cd".repeat(32), IMAGE_SIGNATURE, "{}", "{}")));
        refused("it signs another digest");
    }

    @Test
    void aPayloadThatWasChangedAfterSigningIsRefused() throws Exception {
        repository.simpleSigning(IMAGE.digest(), KEY, PAYLOAD);
        repository.tag(TAG, MediaType.OCI_MANIFEST, manifest(SIMPLE_SIGNING, PAYLOAD + " ", KEY.sign(bytes(PAYLOAD))));
        refused("it was not made with this signer's key");
    }

    @Test
    void aPayloadOfAnotherTypeIsRefused() throws Exception {
        repository.simpleSigning(IMAGE.digest(), KEY, PAYLOAD.replace("cosign container image", "some other"));
        refused("not a container image signature");
    }

    @Test
    void aPayloadThatNamesNoRepositoryIsRefused() throws Exception {
        repository.simpleSigning(IMAGE.digest(), KEY, payload("", DIGEST, "null"));
        refused("names no repository");
        repository.simpleSigning(IMAGE.digest(), KEY, PAYLOAD.replaceFirst("\"identity\":\\{[^}]*},", ""));
        refused("names no repository");
    }

    @Test
    void theDigestIsFoundWhateverItsMembersCaseAndRefusedWhenItIsThereTwice() throws Exception {
        repository.simpleSigning(IMAGE.digest(), KEY, PAYLOAD.replace("docker-manifest", "Docker-manifest"));
        assertThat(judge(KEY).outcome()).isEqualTo(Outcome.PASS);
        String twice = PAYLOAD.replace("\"image\":{", "\"image\":{\"Docker-Manifest-Digest\":\"" + OTHER + "\",");
        repository.simpleSigning(IMAGE.digest(), KEY, twice);
        refused("occurs twice");
        repository.simpleSigning(
                IMAGE.digest(), KEY, twice.replace("Docker-Manifest-Digest", "docker-manifest-digest"));
        refused("not valid JSON");
    }

    @Test
    void aTagWithoutAnySignatureIsRefused() throws Exception {
        repository.tag(TAG, MediaType.OCI_MANIFEST, manifest(SIMPLE_SIGNING, PAYLOAD, new byte[0]));
        refused("it has no signature");
    }

    @Test
    void anUnexpectedMediaTypeIsRefusedInBothLayouts() throws Exception {
        repository.tag(TAG, MediaType.OCI_MANIFEST, manifest("text/plain", PAYLOAD, KEY.sign(bytes(PAYLOAD))));
        refused("its media type is 'text/plain'");
        repository.attach(IMAGE.digest(), BUNDLE_TYPE, "application/json", bundle(KEY, STATEMENT));
        refused("its layer has the media type");
        repository.bundle(IMAGE.digest(), bundle(KEY, STATEMENT).replace("bundle.v0.3", "bundle.v9.9"));
        refused("its bundle is of the unknown kind");
    }

    @Test
    void aTagThatIsNoManifestIsRefused() throws Exception {
        repository.tag(TAG, MediaType.OCI_INDEX, "{\"schemaVersion\":2,\"manifests\":[]}");
        refused("not an image manifest's");
    }

    @Test
    void aReferrerOfAnotherImageIsRefused() throws Exception {
        Digest other = Digest.parse(OTHER);
        repository.bundle(other, bundle(KEY, STATEMENT));
        repository.refer(
                IMAGE.digest(), repository.referrers(other, null).get(0).descriptor(), BUNDLE_TYPE);
        refused("not the image it was listed for");
    }

    @Test
    void twoSignaturesInOneEnvelopeAreRefused() throws Exception {
        String both = signature(STRANGER, IN_TOTO, STATEMENT) + "," + signature(KEY, IN_TOTO, STATEMENT);
        repository.bundle(
                IMAGE.digest(), bundle("{\"publicKey\":{\"hint\":\"\"}}", envelope(IN_TOTO, STATEMENT, both)));
        refused("has 2 signatures instead of one");
    }

    @Test
    void anEnvelopeOfAnotherPayloadTypeIsRefused() throws Exception {
        repository.bundle(
                IMAGE.digest(),
                bundle("{\"publicKey\":{\"hint\":\"\"}}", envelope(KEY, "application/json", STATEMENT)));
        refused("not an in-toto statement");
    }

    @Test
    void aSignatureForOneTypeDoesNotCountForAnother() throws Exception {
        String envelope = envelope(IN_TOTO, STATEMENT, signature(KEY, "application/json", STATEMENT));
        repository.bundle(IMAGE.digest(), bundle("{\"publicKey\":{\"hint\":\"\"}}", envelope));
        refused("it was not made with this signer's key");
    }

    @Test
    void aBundleWithACertificateIsNoSignatureOfAKey() throws Exception {
        repository.bundle(
                IMAGE.digest(), bundle("{\"certificate\":{\"rawBytes\":\"MAA=\"}}", envelope(KEY, IN_TOTO, STATEMENT)));
        refused("made with a certificate");
    }

    @Test
    void whatASignedStatementLacksOrHasOfAnotherTypeIsRefused() throws Exception {
        refusedBut("/predicate.*|/subject/0/annotations.*", STATEMENT, statement -> {
            MemoryRepository changed = new MemoryRepository();
            changed.bundle(IMAGE.digest(), bundle(KEY, statement));
            return changed;
        });
    }

    @Test
    void whatASignedPayloadLacksOrHasOfAnotherTypeIsRefused() throws Exception {
        refusedBut("/optional.*", PAYLOAD, payload -> {
            MemoryRepository changed = new MemoryRepository();
            changed.simpleSigning(IMAGE.digest(), KEY, payload);
            return changed;
        });
    }

    @Test
    void whatABundleLacksOrHasOfAnotherTypeIsRefused() throws Exception {
        refusedBut("/verificationMaterial/publicKey.*", bundle(KEY, STATEMENT), bundle -> {
            MemoryRepository changed = new MemoryRepository();
            changed.bundle(IMAGE.digest(), bundle);
            return changed;
        });
    }

    /** @param harmless what nothing depends on, by its place */
    private static void refusedBut(String harmless, String document, UnaryRepository place) throws Exception {
        ObjectNode json = (ObjectNode) JsonMapper.builder().build().readTree(document);
        for (Map.Entry<String, ObjectNode> mutation : JsonMutations.of(json).entrySet()) {
            Outcome outcome = new SignatureRun()
                    .repository(place.of(mutation.getValue().toString()))
                    .policy("signatures:\n" + keys("**", KEY))
                    .result()
                    .outcome();
            if (!mutation.getKey().replaceFirst(" .*", "").matches(harmless)) {
                assertThat(outcome).as(mutation.getKey()).isEqualTo(Outcome.FAIL);
            }
        }
    }

    /** Where a document is put. */
    private interface UnaryRepository {
        MemoryRepository of(String document) throws Exception;
    }

    @Test
    void membersThatAreThereTwiceAreRefused() throws Exception {
        repository.bundle(IMAGE.digest(), bundle(KEY, STATEMENT.replace("\"subject\"", "\"subject\":[],\"subject\"")));
        refused("not valid JSON");
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.dev.sigstore.bundle.v0.3+json, application/vnd.oci.empty.v1+json",
        "application/vnd.dev.sigstore.bundle.v0.3+json, ''",
        "'', application/vnd.oci.empty.v1+json",
        "'', ''",
        "'', application/vnd.oci.image.config.v1+json"
    })
    void aBundleIsReadWhateverItsListAndItsManifestCallIt(String artifactType, String listed) throws Exception {
        repository.attach(IMAGE.digest(), artifactType, listed, BUNDLE_TYPE, bundle(KEY, STATEMENT), Map.of());
        assertThat(judge(KEY).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(STRANGER).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void theOlderLayoutAsAReferrerCountsAndOneOfAnotherImageDoesNot() throws Exception {
        String type = "application/vnd.dev.cosign.artifact.sig.v1+json";
        for (String subject : List.of(OTHER, IMAGE.digest().toString())) {
            String manifest = manifest(SIMPLE_SIGNING, PAYLOAD, KEY.sign(bytes(PAYLOAD)))
                    .replace(
                            "\"schemaVersion\":2,",
                            "\"schemaVersion\":2,\"artifactType\":\"" + type + "\",\"subject\":{\"digest\":\"" + subject
                                    + "\"},");
            repository.refer(IMAGE.digest(), repository.manifest(MediaType.OCI_MANIFEST, manifest), type);
            assertThat(judge(KEY).outcome()).isEqualTo(subject.equals(OTHER) ? Outcome.FAIL : Outcome.PASS);
        }
    }

    @Test
    void imagesAndIndexesAmongTheReferrersAreNoSignatures() throws Exception {
        repository.refer(IMAGE.digest(), repository.manifest(MediaType.OCI_INDEX, "{\"manifests\":[]}"), "");
        repository.refer(
                IMAGE.digest(),
                repository.manifest(
                        MediaType.OCI_MANIFEST,
                        "{\"config\":{\"mediaType\":\"" + MediaType.OCI_CONFIG + "\"},\"layers\":[]}"),
                "");
        refused("no signature was found");
        repository.simpleSigning(IMAGE.digest(), KEY, PAYLOAD);
        assertThat(judge(KEY).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void tenThousandReferrersAreNotReadAndDoNotHelp() throws Exception {
        repository.bundle(IMAGE.digest(), bundle(STRANGER, STATEMENT));
        var first = repository.referrers(IMAGE.digest(), null).get(0);
        for (int i = 0; i < 10_000; i++) {
            repository.refer(IMAGE.digest(), first.descriptor(), BUNDLE_TYPE);
        }
        GateResult result = judge(KEY);
        assertThat(result.outcome()).as("the right one may be unread").isEqualTo(Outcome.ERROR);
        assertThat(result.findings().get(0).finding().actual()).contains("9801 more were not read");
        assertThat(repository.fetched()).isLessThan(500);
    }

    @Test
    void aSignatureOfAGigabyteIsNotFetched() throws Exception {
        repository.tag(
                TAG,
                MediaType.OCI_MANIFEST,
                "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"x\"},\"layers\":["
                        + MemoryRepository.layer(SIMPLE_SIGNING, Digest.parse(OTHER), 1 << 30, "{}") + "]}");
        refused("more than a signature has");
        assertThat(repository.fetched()).isZero();
    }

    @Test
    void contentThatIsNotWhatItsDescriptorSaysIsRefused() throws Exception {
        repository.simpleSigning(IMAGE.digest(), KEY, PAYLOAD);
        repository.forge(Digest.of(bytes(PAYLOAD)), payload(REPOSITORY, OTHER, "null"));
        refused("its content is not what its descriptor says");
    }

    @Test
    void aMissingReferrerIsRefused() throws Exception {
        repository.refer(IMAGE.digest(), IMAGE, BUNDLE_TYPE);
        refused("it is listed, but not there");
    }

    @Test
    void whatARegistryAddsOrHidesNeverTurnsRedIntoGreen() throws Exception {
        repository.bundle(IMAGE.digest(), bundle(KEY, STATEMENT));
        assertThat(judge(KEY).outcome()).isEqualTo(Outcome.PASS);
        repository.bundle(IMAGE.digest(), bundle(STRANGER, STATEMENT));
        repository.simpleSigning(IMAGE.digest(), STRANGER, PAYLOAD);
        assertThat(judge(KEY).outcome()).isEqualTo(Outcome.PASS);
        assertThat(judge(KEY, SigningKey.ecdsa()).outcome()).isEqualTo(Outcome.FAIL);
    }

    /** A tag's manifest with one layer. */
    private String manifest(String layerType, String payload, byte[] signature) {
        return "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"" + MediaType.OCI_CONFIG + "\"},\"layers\":["
                + MemoryRepository.layer(
                        layerType,
                        repository.blob(payload),
                        bytes(payload).length,
                        "{\"dev.cosignproject.cosign/signature\":\"" + base64(signature) + "\"}")
                + "]}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

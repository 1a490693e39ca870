package io.jenkins.lib.containergate.signature.evidence;

import static io.jenkins.lib.containergate.gate.SignatureRun.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.gate.SignatureRun;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.JsonMutations;
import io.jenkins.lib.containergate.signature.MemoryRepository;
import io.jenkins.lib.containergate.testkit.signature.SignatureTexts;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A manifest that is wrong in any one place is one thing that cannot be read; the good signature beside it counts. */
class MalformedManifestTest {
    private static final SigningKey KEY = SigningKey.ecdsa();
    private static final String STATEMENT =
            SignatureTexts.statement(IMAGE.digest().hex(), SignatureTexts.IMAGE_SIGNATURE, "{}", "{}");
    private static final String POLICY = "signatures:\n" + SignatureRun.keys("**", KEY);

    private static Outcome judge(MemoryRepository repository) throws Exception {
        return new SignatureRun().repository(repository).policy(POLICY).result().outcome();
    }

    private static MemoryRepository signed() {
        MemoryRepository repository = new MemoryRepository();
        repository.bundle(IMAGE.digest(), SignatureTexts.bundle(KEY, STATEMENT));
        return repository;
    }

    private static Map<String, ObjectNode> mutations(String manifest) throws Exception {
        return JsonMutations.of((ObjectNode) JsonMapper.builder().build().readTree(manifest));
    }

    @Test
    void aMalformedReferrerIsOneRefusal() throws Exception {
        String bundle = SignatureTexts.bundle(SigningKey.ecdsa(), STATEMENT);
        String manifest = """
            {"schemaVersion":2,"artifactType":"%s","config":{"mediaType":"application/vnd.oci.empty.v1+json",\
            "digest":"sha256:%s","size":2},"layers":[%s],"subject":{"mediaType":"x","digest":"%s","size":1}}\
            """.formatted(
                SignatureTexts.BUNDLE_TYPE,
                "ab".repeat(32),
                MemoryRepository.layer(
                        SignatureTexts.BUNDLE_TYPE, Bytes.ofText(bundle).digest(), bundle.length(), "{\"a\":\"b\"}"),
                IMAGE.digest());
        for (Map.Entry<String, ObjectNode> mutation : mutations(manifest).entrySet()) {
            MemoryRepository repository = new MemoryRepository();
            repository.blob(bundle);
            Descriptor referrer = repository.manifest(
                    MediaType.OCI_MANIFEST, mutation.getValue().toString());
            repository.refer(IMAGE.digest(), referrer, SignatureTexts.BUNDLE_TYPE);
            assertThat(judge(repository)).as(mutation.getKey()).isEqualTo(Outcome.FAIL);
            repository.bundle(IMAGE.digest(), SignatureTexts.bundle(KEY, STATEMENT));
            assertThat(judge(repository)).as(mutation.getKey()).isEqualTo(Outcome.PASS);
        }
    }

    @Test
    void aMalformedTagIsOneRefusal() throws Exception {
        String payload =
                SignatureTexts.payload(SignatureRun.REPOSITORY, IMAGE.digest().toString(), "null");
        String manifest = """
            {"schemaVersion":2,"config":{"mediaType":"%s","digest":"sha256:%s","size":2},"layers":[%s]}\
            """.formatted(
                        MediaType.OCI_CONFIG,
                        "ab".repeat(32),
                        MemoryRepository.layer(
                                SignatureTexts.SIMPLE_SIGNING,
                                Bytes.ofText(payload).digest(),
                                payload.length(),
                                "{\"dev.cosignproject.cosign/signature\":\"AAAA\",\"dev.sigstore.cosign/bundle\":\"{}\"}"));
        for (Map.Entry<String, ObjectNode> mutation : mutations(manifest).entrySet()) {
            MemoryRepository repository = signed();
            repository.blob(payload);
            repository.tag(
                    "sha256-" + IMAGE.digest().hex() + ".sig",
                    MediaType.OCI_MANIFEST,
                    mutation.getValue().toString());
            assertThat(judge(repository)).as(mutation.getKey()).isEqualTo(Outcome.PASS);
        }
    }
}

package io.jenkins.lib.containergate.signature.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.SignedImage;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceJsonTest {
    private static final Descriptor IMAGE = Descriptor.of(MediaType.OCI_MANIFEST, new Digest("ab".repeat(32)), 423);
    private static final String REPOSITORY = "registry.example/shop/app";
    private static final EvidenceLimits LIMITS = EvidenceLimits.defaults();

    private static SignatureEvidence evidence() throws GateException {
        Bytes index = Bytes.ofText("""
            {"schemaVersion":2,"manifests":[{"mediaType":"%s","digest":"%s","size":423}]}\
            """.formatted(MediaType.OCI_MANIFEST, IMAGE.digest()));
        return new SignatureEvidence(
                SignedImage.inIndex(REPOSITORY, IMAGE, MediaType.OCI_INDEX, index),
                List.of(
                        new Candidate.SimpleSigning("tag", IMAGE, Bytes.ofText("{}"), Map.of("a", "b")),
                        new Candidate.Bundle("referrer 1", IMAGE, Bytes.ofText("{}")),
                        new Candidate.Envelope("referrer 2", IMAGE, "application/cose", Bytes.ofText("x")),
                        new Candidate.Unreadable("referrer 3", "it is gone")),
                7);
    }

    private static SignatureEvidence read(String json, String asked) throws GateException {
        return EvidenceJson.read(json.getBytes(StandardCharsets.UTF_8), ImageReference.parse(asked), LIMITS);
    }

    private static String written() throws GateException {
        return new String(EvidenceJson.write(evidence()), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsWrittenIsReadBack() throws GateException {
        assertThat(read(written(), REPOSITORY + ":1")).isEqualTo(evidence());
    }

    @Test
    void theRepositoryIsTheOneThatWasAskedFor() throws GateException {
        assertThat(read(written(), "registry.example/other:1").image().repository())
                .isEqualTo("registry.example/other");
    }

    @Test
    void evidenceOnAnotherDigestThanAskedForIsRefused() throws GateException {
        assertThat(read(written(), REPOSITORY + "@" + IMAGE.digest())).isEqualTo(evidence());
        assertThatThrownBy(() -> read(written(), REPOSITORY + "@sha256:" + "cd".repeat(32)))
                .hasMessageContaining("is on another image");
    }

    @Test
    void anIndexThatDoesNotListTheImageIsRefused() {
        assertThatThrownBy(() -> read(written().replaceFirst(IMAGE.digest().hex(), "cd".repeat(32)), REPOSITORY + ":1"))
                .hasMessageContaining("does not list the image");
    }

    @Test
    void moreSignaturesThanTheLimitAreRefused() throws GateException {
        SignatureEvidence many = new SignatureEvidence(
                evidence().image(), Collections.nCopies(300, new Candidate.Unreadable("x", "y")), 0);
        String json = new String(EvidenceJson.write(many), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> read(json, REPOSITORY + ":1")).hasMessageContaining("maxSignatures = 200");
    }

    @Test
    void anUnknownKindOrAMalformedMemberIsRefused() throws GateException {
        String json = written();
        assertThatThrownBy(() -> read(json.replace("\"bundle\"", "\"blank\""), REPOSITORY + ":1"))
                .isInstanceOf(GateException.class);
        assertThatThrownBy(() -> read(json.replace("\"e30=\"", "\"###\""), REPOSITORY + ":1"))
                .isInstanceOf(GateException.class);
        assertThatThrownBy(() -> read(json.replace("423", "-1"), REPOSITORY + ":1"))
                .isInstanceOf(GateException.class);
        assertThatThrownBy(() -> read("[]", REPOSITORY + ":1")).isInstanceOf(GateException.class);
    }
}

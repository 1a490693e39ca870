package io.jenkins.lib.containergate.signature.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.SignedImage;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvidenceJsonTest {
    private static final Descriptor IMAGE = Descriptor.of(MediaType.OCI_MANIFEST, new Digest("ab".repeat(32)), 423);
    private static final String REPOSITORY = "registry.example/shop/app";
    private static final EvidenceLimits LIMITS = EvidenceLimits.defaults();

    private static final Optional<Platform> AMD = Optional.of(Platform.of("linux", "amd64"));
    private static final Descriptor OTHER = Descriptor.of(MediaType.OCI_MANIFEST, new Digest("ef".repeat(32)), 424);
    private static final Bytes INDEX =
            Bytes.ofText("""
                {"schemaVersion":2,"manifests":[\
                {"mediaType":"%1$s","digest":"%2$s","size":423,"platform":{"os":"linux","architecture":"amd64"}},\
                {"mediaType":"%1$s","digest":"%3$s","size":424,"platform":{"os":"linux","architecture":"arm64"}}]}\
                """.formatted(MediaType.OCI_MANIFEST, IMAGE.digest(), OTHER.digest()));

    private static SignatureEvidence evidence() throws GateException {
        return new SignatureEvidence(
                SignedImage.ofPlatform(REPOSITORY, MediaType.OCI_INDEX, INDEX, AMD.orElseThrow()),
                List.of(
                        new Candidate.SimpleSigning("tag", IMAGE, Bytes.ofText("{}"), Map.of("a", "b")),
                        new Candidate.Bundle("referrer 1", IMAGE, Bytes.ofText("{}")),
                        new Candidate.Envelope("referrer 2", IMAGE, "application/cose", Bytes.ofText("x")),
                        new Candidate.Attestation(
                                "referrer 4", IMAGE, Candidate.Attestation.Format.BUNDLE, Bytes.ofText("{}"), Map.of()),
                        new Candidate.Attestation(
                                "tag .att",
                                IMAGE,
                                Candidate.Attestation.Format.ENVELOPE,
                                Bytes.ofText("{}"),
                                Map.of("c", "d")),
                        new Candidate.Unreadable("referrer 3", "it is gone")),
                7);
    }

    private static SignatureEvidence read(String json, String asked) throws GateException {
        return read(json, asked, AMD);
    }

    private static SignatureEvidence read(String json, String asked, Optional<Platform> platform) throws GateException {
        return EvidenceJson.read(json.getBytes(StandardCharsets.UTF_8), ImageReference.parse(asked), platform, LIMITS);
    }

    private static String written() throws GateException {
        return written(evidence().image());
    }

    private static String written(SignedImage image) throws GateException {
        return new String(
                EvidenceJson.write(new SignatureEvidence(image, evidence().candidates(), 7)), StandardCharsets.UTF_8);
    }

    private static String pinned(Digest digest) {
        return REPOSITORY + "@" + digest;
    }

    @Test
    void whatIsWrittenIsReadBack() throws GateException {
        assertThat(read(written(), REPOSITORY + ":1")).isEqualTo(evidence());
        assertThat(read(written(), pinned(INDEX.digest()))).isEqualTo(evidence());
    }

    @Test
    void theRepositoryIsTheOneThatWasAskedFor() throws GateException {
        assertThat(read(written(), "registry.example/other:1").image().repository())
                .isEqualTo("registry.example/other");
    }

    @Test
    void evidenceOnAnotherDigestThanAskedForIsRefused() throws GateException {
        String alone = written(SignedImage.of(REPOSITORY, IMAGE));
        assertThat(read(alone, pinned(IMAGE.digest()), Optional.empty()).image())
                .isEqualTo(SignedImage.of(REPOSITORY, IMAGE));
        assertThatThrownBy(() -> read(alone, REPOSITORY + "@sha256:" + "cd".repeat(32), Optional.empty()))
                .hasMessageContaining("is on another image")
                .hasMessageContaining("its digest is " + IMAGE.digest())
                .hasMessageContaining("cd".repeat(32));
        assertThatThrownBy(() -> read(written(), REPOSITORY + "@sha256:" + "cd".repeat(32)))
                .hasMessageContaining("its index digest is " + INDEX.digest());
    }

    @Test
    void aSignedChildDoesNotAnswerForTheIndexThatWasAskedFor() throws GateException {
        assertThatThrownBy(() -> read(written(), pinned(INDEX.digest()), Optional.empty()))
                .hasMessageContaining("is on an image of an index, but no platform was given");
        assertThatThrownBy(() ->
                        read(written(SignedImage.of(REPOSITORY, IMAGE)), pinned(INDEX.digest()), Optional.empty()))
                .hasMessageContaining("its digest is " + IMAGE.digest());
        assertThatThrownBy(() -> read(written(SignedImage.of(REPOSITORY, IMAGE)), pinned(INDEX.digest())))
                .hasMessageContaining("its digest is " + IMAGE.digest());
    }

    @Test
    void aSignedIndexDoesNotAnswerForAnImageThatWasAskedForByItsDigest() {
        assertThatThrownBy(() -> read(written(), pinned(IMAGE.digest())))
                .hasMessageContaining("its index digest is " + INDEX.digest());
        assertThatThrownBy(() -> read(written(), pinned(IMAGE.digest()), Optional.empty()))
                .hasMessageContaining("is on an image of an index");
    }

    @Test
    void anImageThatWasAskedForByItsTagTooMayBeOneOfTheIndexThatTheTagIs() throws GateException {
        String both = REPOSITORY + ":1@" + IMAGE.digest();
        SignedImage listed = read(written(), both, Optional.empty()).image();
        assertThat(listed.manifest().digest()).isEqualTo(IMAGE.digest());
        assertThat(listed.index()).isEqualTo(evidence().image().index());
        assertThat(read(written(SignedImage.of(REPOSITORY, IMAGE)), both).image())
                .isEqualTo(SignedImage.of(REPOSITORY, IMAGE));
        String elsewhere = written().replaceFirst(IMAGE.digest().hex(), "cd".repeat(32));
        assertThatThrownBy(() -> read(elsewhere, REPOSITORY + ":1@sha256:" + "cd".repeat(32), Optional.empty()))
                .hasMessageContaining("does not list the image sha256:" + "cd".repeat(32));
        assertThatThrownBy(() -> read(written(), REPOSITORY + ":1@sha256:" + "cd".repeat(32)))
                .hasMessageContaining("is on another image");
    }

    @Test
    void aSignedImageOfAnotherPlatformDoesNotAnswerForTheOneAskedFor() throws GateException {
        SignedImage other =
                SignedImage.ofPlatform(REPOSITORY, MediaType.OCI_INDEX, INDEX, Platform.of("linux", "arm64"));
        for (String asked : List.of(REPOSITORY + ":1", pinned(INDEX.digest()))) {
            assertThatThrownBy(() -> read(written(other), asked))
                    .hasMessageContaining("for linux/amd64: its manifest digest is " + OTHER.digest() + ", expected "
                            + IMAGE.digest());
        }
        assertThatThrownBy(() -> read(written(other), REPOSITORY + ":1", Optional.of(Platform.of("linux", "s390x"))))
                .hasMessageContaining("has 0 images for linux/s390x");
    }

    @Test
    void theSizeOfAnImageOfAnIndexIsTheOneTheIndexStates() throws GateException {
        SignatureEvidence read = read(written().replaceFirst("\"size\":423", "\"size\":9"), REPOSITORY + ":1");
        assertThat(read.image().manifest().size()).isEqualTo(423);
    }

    @Test
    void anIndexThatDoesNotListTheImageIsRefused() {
        assertThatThrownBy(() -> read(written().replaceFirst(IMAGE.digest().hex(), "cd".repeat(32)), REPOSITORY + ":1"))
                .hasMessageContaining("its manifest digest is sha256:" + "cd".repeat(32));
    }

    @Test
    void manySmallValuesAreRefusedBeforeTheyFillTheMemory() {
        assertThatThrownBy(() -> read("{\"candidates\":[" + "[],".repeat(1_000_000) + "[]]}", REPOSITORY + ":1"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("500000");
    }

    @Test
    void moreSignaturesThanTheLimitAreRefused() throws GateException {
        SignatureEvidence many = new SignatureEvidence(
                evidence().image(), Collections.nCopies(605, new Candidate.Unreadable("x", "y")), 0);
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

package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.signature.SignatureTexts;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What is attested to one image in cosign's older layout: the layers of one manifest, at a tag made of the image's digest. */
final class CosignAttestations {
    private final FakeRegistry registry;
    private final String repository;
    private final String image;
    private final List<String> layers = new ArrayList<>();

    /** @param image digest of the image */
    CosignAttestations(FakeRegistry registry, String repository, String image) {
        this.registry = registry;
        this.repository = repository;
        this.image = image;
    }

    /** A signed statement on the image. */
    void attest(SigningKey key, String type, String predicate) {
        attest(key, type, image, predicate);
    }

    /** @param subject digest of what the statement is on, which may be something else */
    void attest(SigningKey key, String type, String subject, String predicate) {
        String statement = SignatureTexts.statement(subject.replace("sha256:", ""), type, "{}", predicate);
        attach(SignatureTexts.envelope(key, SignatureTexts.IN_TOTO, statement), type);
    }

    /** @param envelope that may be none */
    void attach(String envelope, String type) {
        byte[] bytes = envelope.getBytes(StandardCharsets.UTF_8);
        list(registry.blob(bytes), bytes.length, type);
    }

    /** A layer that may not be there. */
    void list(String digest, int size, String type) {
        layers.add("""
            {"mediaType":"application/vnd.dsse.envelope.v1+json","digest":"%s","size":%s,
             "annotations":{"predicateType":"%s","dev.cosignproject.cosign/signature":""}}
            """.formatted(digest, size, type));
        tag("""
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
             "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":2},"layers":[%s]}
            """.formatted(registry.blob("{}".getBytes(StandardCharsets.UTF_8)), String.join(",", layers)));
    }

    /** @param manifest that may be malformed */
    void tag(String manifest) {
        registry.manifest(repository, image.replace(':', '-') + ".att", manifest);
    }

    /** The next layer is the only one. */
    void clear() {
        layers.clear();
    }

    /** The last layer is not there when another is added. */
    void removeLast() {
        layers.remove(layers.size() - 1);
    }
}

package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import io.jenkins.lib.containergate.testkit.signature.SignatureTexts;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.nio.charset.StandardCharsets;

/** Signs images of a registry as cosign does. */
final class Signing {
    private Signing() {}

    /** In cosign's older layout. */
    static void sign(FakeRegistry registry, String repository, SigningKey key, String digest) {
        byte[] payload = SignatureTexts.payload(registry.authority() + "/" + repository, digest, "null")
                .getBytes(StandardCharsets.UTF_8);
        registry.manifest(repository, digest.replace(':', '-') + ".sig", """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
            "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":2},\
            "layers":[{"mediaType":"%s","digest":"%s","size":%s,\
            "annotations":{"dev.cosignproject.cosign/signature":"%s"}}]}\
            """.formatted(
                        registry.blob("{}".getBytes(StandardCharsets.UTF_8)),
                        SignatureTexts.SIMPLE_SIGNING,
                        registry.blob(payload),
                        payload.length,
                        SignatureTexts.base64(key.sign(payload))));
    }
}

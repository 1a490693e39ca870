package io.jenkins.lib.containergate.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.Platform;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** Which image of an index is evaluated has to be certain. */
class SignedImageTest {
    private static final String ONE = "sha256:" + "1".repeat(64);
    private static final String OTHER = "sha256:" + "2".repeat(64);

    private static AbstractThrowableAssert<?, ?> chosen(String... manifests) {
        return assertThatThrownBy(() -> image(manifests)).isInstanceOf(GateException.class);
    }

    private static SignedImage image(String... manifests) throws GateException {
        Bytes index = Bytes.ofText("{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.OCI_INDEX + "\",\"manifests\":["
                + String.join(",", manifests) + "]}");
        return SignedImage.ofPlatform(
                "registry.example/shop", MediaType.OCI_INDEX, index, Platform.of("windows", "amd64"));
    }

    private static String listed(String type, String digest, String version) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":9,\"platform\":{\"os\":\"windows\",\"architecture\":\"amd64\",\"os.version\":\"%s\"}}"
                .formatted(type, digest, version);
    }

    @Test
    void ofTwoVersionsOfWindowsBothAreNamedByTheirDigests() {
        chosen(
                        listed(MediaType.OCI_MANIFEST, ONE, "10.0.17763.1"),
                        listed(MediaType.OCI_MANIFEST, OTHER, "10.0.20348.1"))
                .hasMessageContaining("has 2 images for windows/amd64")
                .extracting(problem -> ((GateException) problem).remedy())
                .asString()
                .contains(ONE, OTHER, "by its digest");
    }

    @Test
    void oneThatIsListedForTwoVersionsOfWindowsIsOneImage() throws GateException {
        SignedImage image = image(
                listed(MediaType.OCI_MANIFEST, ONE, "10.0.17763.1"),
                listed(MediaType.OCI_MANIFEST, ONE, "10.0.20348.1"));
        assertThat(image.name()).isEqualTo("registry.example/shop@" + ONE);
    }

    @Test
    void anIndexInItIsNotTakenForAnImage() {
        chosen(listed(MediaType.OCI_INDEX, ONE, "10.0.17763.1"))
                .hasMessageContaining("is an index of indexes")
                .hasMessageContaining(ONE);
    }
}

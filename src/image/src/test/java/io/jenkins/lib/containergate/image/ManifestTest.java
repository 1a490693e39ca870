package io.jenkins.lib.containergate.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {
    private static final String DIGEST = "\"digest\": \"sha256:" + "ef".repeat(32) + "\"";
    private static final String CONFIG =
            "{\"mediaType\": \"" + MediaType.OCI_CONFIG + "\", " + DIGEST + ", \"size\": 2}";
    private static final String LAYER =
            "{\"mediaType\": \"application/vnd.oci.image.layer.v1.tar+gzip\", " + DIGEST + ", \"size\": 3}";

    @Test
    void aManifestNamesItsConfigurationAndItsLayers() throws GateException {
        Manifest manifest = manifest("\"config\": " + CONFIG + ", \"layers\": [" + LAYER + ", " + LAYER + "]");

        assertThat(manifest.config().size()).isEqualTo(2);
        assertThat(manifest.layers())
                .hasSize(2)
                .first()
                .satisfies(layer -> assertThat(layer.size()).isEqualTo(3));
    }

    @Test
    void aManifestThatCouldBeAnIndexIsRefused() {
        assertThatThrownBy(() -> manifest("\"config\": " + CONFIG + ", \"layers\": [], \"manifests\": []"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("two ways");
        assertThatThrownBy(() -> manifest("\"config\": " + CONFIG + ", \"layers\": [], \"Manifests\": []"))
                .hasMessageContaining("two ways");
    }

    @Test
    void anIndexThatCouldBeAManifestIsRefused() {
        for (String member : new String[] {"\"layers\": []", "\"config\": {}"}) {
            assertThatThrownBy(() -> index("\"manifests\": [], " + member)).hasMessageContaining("two ways");
        }
    }

    @Test
    void aManifestThatCallsItselfSomethingElseIsRefused() {
        assertThatThrownBy(() -> manifest(
                        "\"mediaType\": \"" + MediaType.OCI_INDEX + "\", \"config\": " + CONFIG + ", \"layers\": []"))
                .hasMessageContaining("calls itself");
    }

    @Test
    void anArtifactIsNoImage() {
        assertThatThrownBy(() -> manifest("\"config\": {\"mediaType\": \"application/vnd.oci.empty.v1+json\", " + DIGEST
                        + ", \"size\": 2}, \"layers\": []"))
                .hasMessageContaining("artifact");
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.oci.image.layer.v1.tar+gzip+encrypted, encrypted",
        "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip, stored elsewhere",
        "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip, stored elsewhere",
        "application/vnd.cncf.helm.chart.content.v1.tar+gzip, not a layer's",
        "text/plain, not a layer's",
        "'', not a layer's"
    })
    void layersOfOtherKindsAreErrors(String mediaType, String problem) {
        assertThatThrownBy(() -> manifest("\"config\": " + CONFIG + ", \"layers\": [{\"mediaType\": \"" + mediaType
                        + "\", " + DIGEST + ", \"size\": 3}]"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void oneLayerTooManyIsAnError() {
        String layers = (LAYER + ",").repeat(Limits.defaults().maxLayers());

        assertThatThrownBy(() -> manifest("\"config\": " + CONFIG + ", \"layers\": [" + layers + LAYER + "]"))
                .isInstanceOfSatisfying(
                        LimitExceededException.class, e -> assertThat(e.limit()).isEqualTo("maxLayers"));
    }

    @Test
    void aNegativeSizeIsAnError() {
        assertThatThrownBy(() -> manifest("\"config\": " + CONFIG.replace("2}", "-2}") + ", \"layers\": []"))
                .hasMessageContaining("negative");
    }

    @Test
    void onlySchemaVersionTwoIsRead() {
        byte[] bytes = "{\"schemaVersion\": 1, \"fsLayers\": []}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Manifest.parse(bytes, descriptor(MediaType.OCI_MANIFEST, bytes), Limits.defaults()))
                .hasMessageContaining("schema version");
    }

    @Test
    void aPlatformWithoutNamesIsNone() throws GateException {
        Index index = index(
                "\"manifests\": [{\"mediaType\": \"" + MediaType.OCI_MANIFEST + "\", " + DIGEST
                        + ", \"size\": 1, \"platform\": {\"os\": \"\", \"architecture\": \"\"}, \"annotations\": {\"k\": \"v\"}}]");

        assertThat(index.manifests().get(0).platform()).isEqualTo(Optional.empty());
        assertThat(index.manifests().get(0).annotations()).containsEntry("k", "v");
    }

    private static Manifest manifest(String members) throws GateException {
        byte[] bytes = ("{\"schemaVersion\": 2, " + members + "}").getBytes(StandardCharsets.UTF_8);
        return Manifest.parse(bytes, descriptor(MediaType.OCI_MANIFEST, bytes), Limits.defaults());
    }

    private static Index index(String members) throws GateException {
        byte[] bytes = ("{\"schemaVersion\": 2, " + members + "}").getBytes(StandardCharsets.UTF_8);
        return Index.parse(bytes, descriptor(MediaType.OCI_INDEX, bytes));
    }

    private static Descriptor descriptor(String mediaType, byte[] bytes) {
        return Descriptor.of(mediaType, Digest.of(bytes), bytes.length);
    }
}

package io.jenkins.lib.containergate.testkit.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OciLayoutTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void theBlobsOfATruthfulLayoutAreNamedByTheirDigests() throws IOException {
        BuiltImage image = image();
        OciLayout.of(image, "1.0").writeDirectory(directory);

        JsonNode index = JSON.readTree(directory.resolve("index.json").toFile());
        JsonNode manifest = blob(index.at("/manifests/0/digest").asText());
        JsonNode config = blob(manifest.at("/config/digest").asText());

        assertThat(index.at("/manifests/0/annotations/org.opencontainers.image.ref.name")
                        .asText())
                .isEqualTo("1.0");
        assertThat(config.at("/config/User").asText()).isEqualTo("app");
        assertThat(config.at("/rootfs/diff_ids/0").asText())
                .isEqualTo(image.diffIds().get(0));
        assertThat(Blob.of(Files.readAllBytes(
                                path(manifest.at("/layers/0/digest").asText())))
                        .digest())
                .isEqualTo(manifest.at("/layers/0/digest").asText());
    }

    @Test
    void aLieAboutTheLayerShowsInTheManifestOnly() throws IOException {
        OciLayout.of(ImageBuilder.image()
                        .layer(LayerBuilder.layer().file("a", "1"))
                        .lie(Lie.LAYER_DIGEST)
                        .build())
                .writeDirectory(directory);

        JsonNode index = JSON.readTree(directory.resolve("index.json").toFile());
        JsonNode manifest = blob(index.at("/manifests/0/digest").asText());

        assertThat(manifest.at("/layers/0/digest").asText()).isEqualTo(Lie.WRONG_DIGEST);
        assertThat(path(Lie.WRONG_DIGEST)).exists();
    }

    @Test
    void aDockerArchiveListsItsImagesAndLinksARepeatedLayer() throws IOException {
        BuiltLayer layer = LayerBuilder.layer()
                .compression(Compression.NONE)
                .file("a", "1")
                .build();
        BuiltImage image =
                ImageBuilder.image().layer(layer, "one").layer(layer, "two").build();
        Path file = DockerArchive.of(image, "shop/app:1").writeTo(directory.resolve("app.tar"));

        try (TarFile tar = new TarFile(file)) {
            TarArchiveEntry manifest = tar.getEntries().stream()
                    .filter(entry -> entry.getName().equals("manifest.json"))
                    .findFirst()
                    .orElseThrow();
            JsonNode json = JSON.readTree(tar.getInputStream(manifest));
            assertThat(json.at("/0/RepoTags/0").asText()).isEqualTo("shop/app:1");
            assertThat(json.at("/0/Config").asText())
                    .isEqualTo(image.configDigest().substring(7) + ".json");
            assertThat(tar.getEntries())
                    .filteredOn(TarArchiveEntry::isSymbolicLink)
                    .hasSize(1);
        }
    }

    private static BuiltImage image() {
        return ImageBuilder.image()
                .user("app")
                .environment("PATH", "/bin")
                .label("a", "b")
                .layer(LayerBuilder.layer().file("a", "1"))
                .build();
    }

    private JsonNode blob(String digest) throws IOException {
        byte[] bytes = Files.readAllBytes(path(digest));
        assertThat(Blob.of(bytes).digest()).isEqualTo(digest);
        return JSON.readTree(bytes);
    }

    private Path path(String digest) {
        return directory.resolve("blobs/" + digest.replace(':', '/'));
    }
}

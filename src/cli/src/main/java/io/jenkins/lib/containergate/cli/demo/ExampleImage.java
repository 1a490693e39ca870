package io.jenkins.lib.containergate.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes the example as an OCI archive: a tar of an OCI image layout, layers uncompressed.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">OCI image layout</a>
 */
final class ExampleImage {
    private static final ObjectMapper JSON = new ObjectMapper(JsonBounds.own().factory());
    private static final String OCI = "application/vnd.oci.image.";

    private final Map<Digest, byte[]> blobs = new LinkedHashMap<>();
    private final ArrayNode layers = JSON.createArrayNode();
    private final ArrayNode diffIds = JSON.createArrayNode();
    private final ArrayNode history = JSON.createArrayNode();

    ExampleImage(List<ExampleLayer> contents) {
        for (ExampleLayer layer : contents) {
            ObjectNode descriptor = blob("layer.v1.tar", layer.tar());
            layers.add(descriptor);
            diffIds.add(descriptor.get("digest"));
            history.addObject().put("created", "2025-11-01T00:00:00Z").put("created_by", layer.createdBy());
        }
    }

    /** @param runtime the {@code config} object: user, command, health check */
    void write(Path file, String tag, ObjectNode runtime) throws IOException {
        ObjectNode config = JSON.createObjectNode()
                .put("created", "2025-11-01T00:00:00Z")
                .put("architecture", "amd64")
                .put("os", "linux");
        config.set("config", runtime);
        config.putObject("rootfs").put("type", "layers").set("diff_ids", diffIds);
        config.set("history", history);

        ObjectNode manifest =
                JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", OCI + "manifest.v1+json");
        manifest.set("config", blob("config.v1+json", JSON.writeValueAsBytes(config)));
        manifest.set("layers", layers);

        ObjectNode entry = blob("manifest.v1+json", JSON.writeValueAsBytes(manifest));
        entry.putObject("annotations").put("org.opencontainers.image.ref.name", tag);
        ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", OCI + "index.v1+json");
        index.putArray("manifests").add(entry);

        try (OutputStream out = Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
            put(tar, "oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
            put(tar, "index.json", JSON.writeValueAsBytes(index));
            for (Map.Entry<Digest, byte[]> blob : blobs.entrySet()) {
                put(tar, "blobs/sha256/" + blob.getKey().hex(), blob.getValue());
            }
        }
    }

    private ObjectNode blob(String type, byte[] content) {
        Digest digest = Digest.of(content);
        blobs.put(digest, content);
        return JSON.createObjectNode()
                .put("mediaType", OCI + type)
                .put("digest", digest.toString())
                .put("size", content.length);
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}

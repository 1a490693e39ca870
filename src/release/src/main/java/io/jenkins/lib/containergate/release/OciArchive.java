package io.jenkins.lib.containergate.release;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * An image for several architectures as an OCI layout in a tar, made without a container engine.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">OCI image layout</a>
 */
final class OciArchive {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final Duration HEALTH_INTERVAL = Duration.ofMinutes(5);
    private static final String USER = "65532:65532";

    private final String version;
    private final Instant time;
    private final Map<String, byte[]> blobs = new TreeMap<>();
    private final List<Entry> manifests = new ArrayList<>();

    private record Entry(String architecture, Digest digest, int size) {}

    OciArchive(String version, Instant time) {
        this.version = version;
        this.time = time;
    }

    /** Writes one document. */
    private interface Json {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * @param architecture as OCI names it: {@code amd64}
     * @param entryPoint program and its first arguments
     */
    void add(String architecture, List<ImageLayer.Built> layers, List<String> entryPoint) throws IOException {
        layers.forEach(layer -> blobs.put(layer.digest().hex(), layer.blob()));
        byte[] config = json(json -> config(json, architecture, layers, entryPoint));
        byte[] manifest = json(json -> {
            json.writeNumberField("schemaVersion", 2);
            json.writeStringField("mediaType", MANIFEST);
            json.writeFieldName("config");
            descriptor(json, CONFIG, blob(config), config.length);
            json.writeArrayFieldStart("layers");
            for (ImageLayer.Built layer : layers) {
                descriptor(json, LAYER, layer.digest(), layer.blob().length);
            }
            json.writeEndArray();
        });
        manifests.add(new Entry(architecture, blob(manifest), manifest.length));
    }

    private void config(JsonGenerator json, String architecture, List<ImageLayer.Built> layers, List<String> entryPoint)
            throws IOException {
        json.writeStringField("created", time.toString());
        json.writeStringField("architecture", architecture);
        json.writeStringField("os", "linux");
        json.writeObjectFieldStart("config");
        json.writeStringField("User", USER);
        strings(json, "Entrypoint", entryPoint);
        strings(json, "Env", List.of("HOME=/home/gate", "LANG=C.UTF-8", "PATH=/usr/bin:/bin"));
        json.writeStringField("WorkingDir", "/home/gate");
        // of Docker's format, which OCI's lets through: whether the program starts at all
        List<String> test = new ArrayList<>(List.of("CMD"));
        test.addAll(entryPoint);
        test.add("--version");
        json.writeObjectFieldStart("Healthcheck");
        strings(json, "Test", test);
        json.writeNumberField("Interval", HEALTH_INTERVAL.toNanos());
        json.writeEndObject();
        json.writeObjectFieldStart("Labels");
        json.writeStringField("org.opencontainers.image.title", "container-gate");
        json.writeStringField("org.opencontainers.image.version", version);
        json.writeStringField("org.opencontainers.image.licenses", "MIT");
        json.writeStringField("org.opencontainers.image.source", "https://github.com/jenkinsci/container-gate-plugin");
        json.writeEndObject();
        json.writeEndObject();
        json.writeObjectFieldStart("rootfs");
        json.writeStringField("type", "layers");
        strings(
                json,
                "diff_ids",
                layers.stream().map(layer -> layer.diffId().toString()).toList());
        json.writeEndObject();
    }

    void write(Path file) throws IOException {
        byte[] index = json(json -> {
            json.writeNumberField("schemaVersion", 2);
            json.writeStringField("mediaType", INDEX);
            json.writeArrayFieldStart("manifests");
            for (Entry entry : manifests) {
                json.writeStartObject();
                fields(json, MANIFEST, entry.digest(), entry.size());
                json.writeObjectFieldStart("platform");
                json.writeStringField("architecture", entry.architecture());
                json.writeStringField("os", "linux");
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
        byte[] outer = json(json -> {
            json.writeNumberField("schemaVersion", 2);
            json.writeStringField("mediaType", INDEX);
            json.writeArrayFieldStart("manifests");
            json.writeStartObject();
            fields(json, INDEX, blob(index), index.length);
            json.writeObjectFieldStart("annotations");
            json.writeStringField("org.opencontainers.image.ref.name", version);
            json.writeEndObject();
            json.writeEndObject();
            json.writeEndArray();
        });
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                TarArchiveOutputStream tar = Archives.tar(out)) {
            put(tar, "oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
            put(tar, "index.json", outer);
            for (Map.Entry<String, byte[]> blob : blobs.entrySet()) {
                put(tar, "blobs/sha256/" + blob.getKey(), blob.getValue());
            }
        }
    }

    private void put(TarArchiveOutputStream tar, String path, byte[] content) throws IOException {
        TarArchiveEntry header = new TarArchiveEntry(path);
        header.setMode(Archives.FILE);
        header.setSize(content.length);
        Archives.put(tar, header, ReleaseEntry.bytes(path, content).content(), time);
    }

    private Digest blob(byte[] content) {
        Digest digest = Digest.of(content);
        blobs.put(digest.hex(), content);
        return digest;
    }

    private static void descriptor(JsonGenerator json, String mediaType, Digest digest, int size) throws IOException {
        json.writeStartObject();
        fields(json, mediaType, digest, size);
        json.writeEndObject();
    }

    private static void fields(JsonGenerator json, String mediaType, Digest digest, int size) throws IOException {
        json.writeStringField("mediaType", mediaType);
        json.writeStringField("digest", digest.toString());
        json.writeNumberField("size", size);
    }

    private static void strings(JsonGenerator json, String name, List<String> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    private static byte[] json(Json document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonBounds.own().factory().createGenerator(bytes)) {
            json.writeStartObject();
            document.write(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}

package io.jenkins.lib.containergate.testkit.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Writes an OCI image layout as a directory, as an {@code oci-archive} tar, or as the newer {@code docker save} tar that
 * is both an OCI layout and a Docker archive.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md">OCI image layout</a>
 */
public final class OciLayout {
    private static final ObjectMapper JSON = new ObjectMapper();

    private interface Writer {
        void write(BlobSink sink, Set<String> written) throws IOException;
    }

    private final ArrayNode manifests = JSON.createArrayNode();
    private final ArrayNode dockerManifest = JSON.createArrayNode();
    private final List<Writer> writers = new ArrayList<>();
    private final List<Consumer<ObjectNode>> indexChanges = new ArrayList<>();
    private Compression compression = Compression.NONE;
    private String layoutFile = "{\"imageLayoutVersion\":\"1.0.0\"}";

    private OciLayout() {}

    public static OciLayout of(BuiltImage image) {
        return new OciLayout().and(image, "");
    }

    public static OciLayout of(BuiltImage image, String tag) {
        return new OciLayout().and(image, tag);
    }

    public static OciLayout of(OciIndex index, String tag) {
        return new OciLayout().and(index, tag);
    }

    public static OciLayout empty() {
        return new OciLayout();
    }

    /** @param tag {@code org.opencontainers.image.ref.name}; empty for none */
    public OciLayout and(BuiltImage image, String tag) {
        return and(image, tag, false);
    }

    /** With the platform in {@code index.json}, as for the one level of a multi-platform layout without a tag. */
    public OciLayout andWithPlatform(BuiltImage image) {
        return and(image, "", true);
    }

    private OciLayout and(BuiltImage image, String tag, boolean platform) {
        ObjectNode descriptor = image.descriptor();
        if (platform) {
            descriptor.set("platform", image.platform());
        }
        manifests.add(tagged(descriptor, tag));
        ObjectNode docker = dockerManifest.addObject().put("Config", blobName(image.claimedConfigDigest()));
        ArrayNode tags = docker.putArray("RepoTags");
        if (!tag.isEmpty()) {
            tags.add(tag.contains(":") ? tag : "app:" + tag);
        }
        ArrayNode layers = docker.putArray("Layers");
        for (int i = 0; i < image.layers().size(); i++) {
            layers.add(blobName(image.claimedLayerDigest(i)));
        }
        writers.add((sink, written) -> putImage(image, sink, written));
        return this;
    }

    public OciLayout and(OciIndex index, String tag) {
        manifests.add(tagged(index.descriptor(), tag));
        writers.add(index::write);
        return this;
    }

    /** Compresses the archive itself. */
    public OciLayout compression(Compression value) {
        compression = value;
        return this;
    }

    /** Any change to {@code index.json}. */
    public OciLayout changeIndex(Consumer<ObjectNode> change) {
        indexChanges.add(change);
        return this;
    }

    /** Other content of the file {@code oci-layout}. */
    public OciLayout layoutFile(String content) {
        layoutFile = content;
        return this;
    }

    public Path writeDirectory(Path directory) {
        try {
            body(BlobSink.directory(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }

    public Path writeArchive(Path file) {
        OuterTar.write(file, compression, List.of(), tar -> body(BlobSink.tar(tar)));
        return file;
    }

    /** The tar of Docker 25 and later: an OCI layout plus a {@code manifest.json} that points into its blobs. */
    public Path writeDockerArchive(Path file) {
        OuterTar.write(file, compression, List.of(), tar -> {
            BlobSink sink = BlobSink.tar(tar);
            tar.write(TarEntry.of('5', "blobs/"));
            tar.write(TarEntry.of('5', "blobs/sha256/"));
            body(sink);
            sink.put("manifest.json", BuiltImage.json(dockerManifest));
        });
        return file;
    }

    private void body(BlobSink sink) throws IOException {
        Set<String> written = new HashSet<>();
        for (Writer writer : writers) {
            writer.write(sink, written);
        }
        sink.put("oci-layout", Content.of(layoutFile));
        ObjectNode index = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MediaTypes.OCI.index());
        index.set("manifests", manifests);
        indexChanges.forEach(change -> change.accept(index));
        sink.put("index.json", BuiltImage.json(index));
    }

    static void putImage(BuiltImage image, BlobSink sink, Set<String> written) throws IOException {
        for (int i = 0; i < image.layers().size(); i++) {
            if (!image.layerMissing(i)) {
                putBlob(
                        sink,
                        written,
                        image.claimedLayerDigest(i),
                        image.layers().get(i).blob());
            }
        }
        if (!image.tells(Lie.CONFIG_MISSING)) {
            putBlob(sink, written, image.claimedConfigDigest(), image.config());
        }
        if (!image.tells(Lie.MANIFEST_MISSING)) {
            putBlob(sink, written, image.claimedManifestDigest(), image.manifest());
        }
    }

    /** False when a blob of that name is in already. */
    static boolean putBlob(BlobSink sink, Set<String> written, String digest, Blob blob) throws IOException {
        String name = blobName(digest);
        if (!written.add(name)) {
            return false;
        }
        sink.put(name, blob);
        return true;
    }

    private static ObjectNode tagged(ObjectNode descriptor, String tag) {
        if (!tag.isEmpty()) {
            descriptor.putObject("annotations").put("org.opencontainers.image.ref.name", tag);
        }
        return descriptor;
    }

    private static String blobName(String digest) {
        return "blobs/" + digest.replace(':', '/');
    }
}

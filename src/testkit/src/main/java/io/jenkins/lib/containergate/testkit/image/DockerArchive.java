package io.jenkins.lib.containergate.testkit.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes what {@code docker save} writes: {@code manifest.json}, {@code repositories}, one configuration per image and
 * one directory per layer. Layers are stored as built; build them with {@link Compression#NONE} to be like Docker.
 */
public final class DockerArchive {
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Tagged(BuiltImage image, List<String> tags) {}

    private final List<Tagged> images = new ArrayList<>();
    private final List<TarEntry> extra = new ArrayList<>();
    private Compression compression = Compression.NONE;

    private DockerArchive() {}

    /** @param tags such as {@code shop/app:1.4}; none for an image saved by its id */
    public static DockerArchive of(BuiltImage image, String... tags) {
        return new DockerArchive().and(image, tags);
    }

    /** One image more. */
    public DockerArchive and(BuiltImage image, String... tags) {
        images.add(new Tagged(image, List.of(tags)));
        return this;
    }

    /** Compresses the archive itself. */
    public DockerArchive compression(Compression value) {
        compression = value;
        return this;
    }

    /** A further entry at the end of the archive. */
    public DockerArchive extra(TarEntry entry) {
        extra.add(entry);
        return this;
    }

    public Path writeTo(Path file) {
        OuterTar.write(file, compression, extra, this::body);
        return file;
    }

    private void body(TarWriter tar) throws IOException {
        ArrayNode manifest = JSON.createArrayNode();
        ObjectNode repositories = JSON.createObjectNode();
        Map<String, String> layerFiles = new LinkedHashMap<>();
        Set<String> configs = new HashSet<>();
        int number = 0;
        for (Tagged tagged : images) {
            BuiltImage image = tagged.image();
            String config = hex(image.claimedConfigDigest()) + ".json";
            if (!image.tells(Lie.CONFIG_MISSING) && configs.add(config)) {
                tar.write(TarEntry.file(config, image.config()));
            }
            ObjectNode entry = manifest.addObject().put("Config", config);
            entry.putArray("RepoTags")
                    .addAll(tagged.tags().stream()
                            .map(tag -> (com.fasterxml.jackson.databind.JsonNode)
                                    JSON.getNodeFactory().textNode(tag))
                            .toList());
            ArrayNode layers = entry.putArray("Layers");
            String last = "";
            for (int i = 0; i < image.layers().size(); i++) {
                last = hex(Blob.of(("layer " + number++).getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                        .digest());
                layers.add(last + "/layer.tar");
                layer(tar, image, i, last, layerFiles);
            }
            for (String tag : tagged.tags()) {
                int colon = tag.lastIndexOf(':');
                repositories
                        .withObject(
                                "/" + tag.substring(0, colon).replace("~", "~0").replace("/", "~1"))
                        .put(tag.substring(colon + 1), last);
            }
        }
        tar.write(TarEntry.file("manifest.json", BuiltImage.json(manifest)));
        tar.write(TarEntry.file("repositories", BuiltImage.json(repositories)));
    }

    private void layer(TarWriter tar, BuiltImage image, int index, String directory, Map<String, String> written)
            throws IOException {
        BuiltLayer layer = image.layers().get(index);
        String file = directory + "/layer.tar";
        tar.write(TarEntry.of('5', directory + "/"));
        tar.write(TarEntry.file(directory + "/VERSION", Content.of("1.0")));
        String earlier = written.putIfAbsent(layer.diffId(), file);
        if (image.layerMissing(index)) {
            return;
        }
        if (earlier != null) {
            tar.write(TarEntry.of('2', file).withLinkTarget("../" + earlier));
        } else {
            tar.write(TarEntry.file(file, layer.blob()));
        }
    }

    private static String hex(String digest) {
        return digest.substring("sha256:".length());
    }
}

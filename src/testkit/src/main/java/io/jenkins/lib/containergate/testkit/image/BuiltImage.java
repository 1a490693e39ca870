package io.jenkins.lib.containergate.testkit.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** An image ready to be written, with its true digests for tests to compare with. */
public final class BuiltImage {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode configJson;
    private final Blob config;
    private final Blob manifest;
    private final List<BuiltLayer> layers;
    private final MediaTypes mediaTypes;
    private final Set<Lie> lies;

    BuiltImage(
            ObjectNode configJson,
            List<BuiltLayer> layers,
            MediaTypes mediaTypes,
            Set<Lie> lies,
            List<Consumer<ObjectNode>> manifestChanges) {
        this.configJson = configJson;
        this.layers = layers;
        this.mediaTypes = mediaTypes;
        this.lies = lies;
        this.config = json(configJson);
        ObjectNode manifestJson = manifestJson();
        manifestChanges.forEach(change -> change.accept(manifestJson));
        this.manifest = json(manifestJson);
    }

    /** True digest of the configuration: the image id. */
    public String configDigest() {
        return config.digest();
    }

    /** True digest of the manifest an OCI layout or archive gets. */
    public String manifestDigest() {
        return manifest.digest();
    }

    public List<BuiltLayer> layers() {
        return layers;
    }

    public List<String> diffIds() {
        return layers.stream().map(BuiltLayer::diffId).toList();
    }

    Blob config() {
        return config;
    }

    Blob manifest() {
        return manifest;
    }

    boolean tells(Lie lie) {
        return lies.contains(lie);
    }

    /** The digest the image claims for its configuration. */
    String claimedConfigDigest() {
        return tells(Lie.CONFIG_DIGEST) ? Lie.WRONG_DIGEST : config.digest();
    }

    /** The digest the index claims for the manifest. */
    String claimedManifestDigest() {
        return tells(Lie.MANIFEST_DIGEST) ? Lie.WRONG_DIGEST : manifest.digest();
    }

    /** The digest the manifest claims for a layer. */
    String claimedLayerDigest(int index) {
        boolean lied = tells(Lie.LAYER_DIGEST) && index == layers.size() - 1;
        return lied ? Lie.WRONG_DIGEST : layers.get(index).blob().digest();
    }

    boolean layerMissing(int index) {
        return tells(Lie.LAYER_MISSING) && index == layers.size() - 1;
    }

    /** Descriptor for an index. */
    ObjectNode descriptor() {
        ObjectNode descriptor = JSON.createObjectNode();
        descriptor.put("mediaType", mediaTypes.manifest());
        descriptor.put("digest", claimedManifestDigest());
        descriptor.put("size", manifest.size() + (tells(Lie.MANIFEST_SIZE) ? 1 : 0));
        return descriptor;
    }

    /** The {@code platform} object an index gives the image. */
    ObjectNode platform() {
        ObjectNode platform = JSON.createObjectNode();
        for (String key : List.of("os", "architecture", "variant")) {
            Optional.ofNullable(configJson.get(key)).ifPresent(value -> platform.set(key, value));
        }
        return platform;
    }

    private ObjectNode manifestJson() {
        ObjectNode json = JSON.createObjectNode();
        json.put("schemaVersion", 2);
        json.put("mediaType", mediaTypes.manifest());
        json.putObject("config")
                .put("mediaType", mediaTypes.config())
                .put("digest", claimedConfigDigest())
                .put("size", config.size() + (tells(Lie.CONFIG_SIZE) ? 1 : 0));
        ArrayNode array = json.putArray("layers");
        for (int i = 0; i < layers.size(); i++) {
            BuiltLayer layer = layers.get(i);
            String usual = mediaTypes.layer(layer.compression());
            boolean lied = tells(Lie.LAYER_SIZE) && i == layers.size() - 1;
            array.addObject()
                    .put("mediaType", layer.mediaType().isEmpty() ? usual : layer.mediaType())
                    .put("digest", claimedLayerDigest(i))
                    .put("size", layer.blob().size() + (lied ? 1 : 0));
        }
        return json;
    }

    static Blob json(JsonNode node) {
        try {
            return Blob.of(JSON.writeValueAsBytes(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

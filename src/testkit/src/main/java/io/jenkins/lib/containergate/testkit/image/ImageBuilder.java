package io.jenkins.lib.containergate.testkit.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Makes one image of one platform. Writing it is the business of {@link DockerArchive} and {@link OciLayout}. */
public final class ImageBuilder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode config = JSON.createObjectNode();
    private final ObjectNode runConfig = JSON.createObjectNode();
    private final ArrayNode history = JSON.createArrayNode();
    private final List<BuiltLayer> layers = new ArrayList<>();
    private final Set<Lie> lies = EnumSet.noneOf(Lie.class);
    private final List<Consumer<ObjectNode>> configChanges = new ArrayList<>();
    private final List<Consumer<ObjectNode>> manifestChanges = new ArrayList<>();
    private MediaTypes mediaTypes = MediaTypes.OCI;

    private ImageBuilder() {
        config.put("created", "2026-01-01T00:00:00Z");
        platform("linux", "amd64");
    }

    /** An image of linux/amd64 without layers. */
    public static ImageBuilder image() {
        return new ImageBuilder();
    }

    public ImageBuilder layer(LayerBuilder layer) {
        return layer(layer, "COPY layer " + layers.size() + " /");
    }

    public ImageBuilder layer(LayerBuilder layer, String createdBy) {
        return layer(layer.build(), createdBy);
    }

    /** A layer already built, so that images can share it. */
    public ImageBuilder layer(BuiltLayer layer, String createdBy) {
        layers.add(layer);
        history.addObject().put("created", "2026-01-01T00:00:00Z").put("created_by", createdBy);
        return this;
    }

    /** A build step that made no layer. */
    public ImageBuilder emptyStep(String createdBy) {
        history.addObject()
                .put("created", "2026-01-01T00:00:00Z")
                .put("created_by", createdBy)
                .put("empty_layer", true);
        return this;
    }

    public ImageBuilder platform(String os, String architecture) {
        config.put("os", os).put("architecture", architecture);
        return this;
    }

    public ImageBuilder platform(String os, String architecture, String variant) {
        config.put("os", os).put("architecture", architecture).put("variant", variant);
        return this;
    }

    public ImageBuilder created(Instant created) {
        config.put("created", created.toString());
        return this;
    }

    public ImageBuilder user(String user) {
        runConfig.put("User", user);
        return this;
    }

    public ImageBuilder environment(String name, String value) {
        runConfig.withArray("/Env").add(name + "=" + value);
        return this;
    }

    public ImageBuilder label(String name, String value) {
        runConfig.withObject("/Labels").put(name, value);
        return this;
    }

    public ImageBuilder entrypoint(String... words) {
        return words("Entrypoint", words);
    }

    public ImageBuilder command(String... words) {
        return words("Cmd", words);
    }

    public ImageBuilder onBuild(String... instructions) {
        return words("OnBuild", instructions);
    }

    /** @param test {@code NONE}, {@code CMD} or {@code CMD-SHELL} and its arguments */
    public ImageBuilder healthCheck(String... test) {
        ArrayNode words = runConfig.withObject("/Healthcheck").putArray("Test");
        List.of(test).forEach(words::add);
        return this;
    }

    /** @param port such as {@code 8080/tcp} */
    public ImageBuilder expose(String port) {
        runConfig.withObject("/ExposedPorts").putObject(port);
        return this;
    }

    public ImageBuilder volume(String path) {
        runConfig.withObject("/Volumes").putObject(path);
        return this;
    }

    /** Any change to the configuration's JSON before its digest is taken. */
    public ImageBuilder changeConfig(Consumer<ObjectNode> change) {
        configChanges.add(change);
        return this;
    }

    /** Any change to the manifest's JSON before its digest is taken. */
    public ImageBuilder changeManifest(Consumer<ObjectNode> change) {
        manifestChanges.add(change);
        return this;
    }

    public ImageBuilder mediaTypes(MediaTypes value) {
        mediaTypes = value;
        return this;
    }

    public ImageBuilder lie(Lie lie) {
        lies.add(lie);
        return this;
    }

    public BuiltImage build() {
        ObjectNode whole = config.deepCopy();
        whole.set("config", runConfig.deepCopy());
        ArrayNode diffIds = whole.putObject("rootfs").put("type", "layers").putArray("diff_ids");
        for (int i = 0; i < layers.size(); i++) {
            boolean lied = lies.contains(Lie.DIFF_ID) && i == layers.size() - 1;
            diffIds.add(lied ? Lie.WRONG_DIGEST : layers.get(i).diffId());
        }
        if (lies.contains(Lie.ONE_DIFF_ID_MORE)) {
            diffIds.add(Lie.WRONG_DIGEST);
        }
        whole.set("history", history.deepCopy());
        configChanges.forEach(change -> change.accept(whole));
        return new BuiltImage(whole, List.copyOf(layers), mediaTypes, Set.copyOf(lies), List.copyOf(manifestChanges));
    }

    private ImageBuilder words(String key, String... words) {
        ArrayNode array = runConfig.putArray(key);
        List.of(words).forEach(array::add);
        return this;
    }
}

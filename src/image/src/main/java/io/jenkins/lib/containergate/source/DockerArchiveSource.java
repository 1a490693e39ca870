package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.archive.Compression;
import io.jenkins.lib.containergate.archive.EntryPath;
import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.ImageConfigParser;
import io.jenkins.lib.containergate.image.ImageDocuments;
import io.jenkins.lib.containergate.image.ImageDocuments.ImageDocument;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code docker save} writes, old and new. It holds no image manifest, so an image is known by the digest of its
 * configuration, and its layers are checked by their diff ids.
 */
final class DockerArchiveSource extends StoreSource {
    static final String MANIFEST_FILE = "manifest.json";
    /** Names that promise a digest: {@code HEX.json} for a configuration, {@code blobs/sha256/HEX} for any blob. */
    private static final Pattern DIGEST_NAME = Pattern.compile("(?:blobs/sha256/)?([0-9a-f]{64})(?:\\.json)?");

    private static final Pattern BLOB_NAME = Pattern.compile("blobs/sha256/([0-9a-f]{64})");
    private static final int BUFFER = 256 << 10;

    private final Optional<String> wanted;

    /** @param wanted which image of several */
    DockerArchiveSource(ImageLocation location, Optional<String> wanted, FileStore.Opener opener, Limits limits) {
        super(location, opener, limits);
        this.wanted = wanted;
    }

    @Override
    List<Image> images(FileStore files, DocumentRecorder recorder, Optional<Platform> platform, Deadline deadline)
            throws GateException, InterruptedException, IOException {
        Optional<StoredFile> file = files.find(MANIFEST_FILE);
        if (file.isEmpty()) {
            boolean oci = files.find("oci-layout").isPresent();
            throw new GateException(
                    "'" + location().text() + "' is not a Docker archive: it has no file '" + MANIFEST_FILE + "'",
                    oci ? "use oci-archive: instead" : "write it with docker save");
        }
        new ArchiveHalves(files, location(), limits(), deadline).check();
        List<DockerManifestEntry> entries = DockerManifestEntry.parse(
                file.get().document(limits()), location().text(), limits());
        DockerManifestEntry entry = DockerManifestEntry.choose(entries, wanted, location());
        Image image = image(files, recorder, entry, deadline);
        if (platform.isPresent() && !image.platform().satisfies(platform.get())) {
            throw new GateException(
                    "'" + location().text() + "' has no image for " + platform.get(),
                    "choose the one it has: " + image.platform());
        }
        return List.of(image);
    }

    private Image image(FileStore files, DocumentRecorder recorder, DockerManifestEntry entry, Deadline deadline)
            throws GateException, InterruptedException, IOException {
        byte[] bytes =
                require(files, path(entry.config()), "the image configuration").document(limits());
        Digest configDigest = Digest.of(bytes);
        recorder.document(bytes);
        Matcher name = DIGEST_NAME.matcher(entry.config());
        if (name.matches() && !name.group(1).equals(configDigest.hex())) {
            throw new GateException(
                    "the image configuration sha256:" + name.group(1) + " has the digest " + configDigest,
                    "it is damaged or forged: save the image again");
        }
        ImageConfig config = ImageConfigParser.parse(bytes, configDigest, limits());
        LayerCount.check(config, entry.layers().size(), configDigest);
        List<Layer> layers = new ArrayList<>();
        for (String layer : entry.layers()) {
            Digest diffId = config.diffIds().get(layers.size());
            StoredFile file = require(files, path(layer), "layer " + diffId);
            layers.add(new BlobLayer(layers.size(), descriptor(layer, file, diffId, deadline), diffId, file));
        }
        return new Image(
                location().text(),
                entry.tags().stream()
                        .flatMap(tag -> ImageNames.reference(tag).stream())
                        .findFirst()
                        .map(ImageReference::repository),
                configDigest,
                false,
                Optional.empty(),
                configDigest,
                config,
                layers,
                ImageDocuments.of(List.of(
                        new ImageDocument("config", true, bytes.length, () -> new ByteArrayInputStream(bytes)))));
    }

    /**
     * The archive does not describe its layers. An uncompressed one must have its diff id for digest; of a compressed
     * one only a blob name tells the digest, and where there is none it is what it is: the diff id covers the content.
     */
    private Descriptor descriptor(String name, StoredFile file, Digest diffId, Deadline deadline)
            throws IOException, InterruptedException, GateException {
        Compression compression;
        try (InputStream in = file.open()) {
            compression = Compression.detect(in).compression();
        } catch (MalformedArchiveException e) {
            throw new GateException(
                    "layer " + diffId + " cannot be read: " + e.getMessage(), "save the image again", e);
        }
        Matcher blob = BLOB_NAME.matcher(name);
        Digest digest;
        if (blob.matches()) {
            digest = new Digest(blob.group(1));
        } else {
            digest = compression == Compression.NONE ? diffId : digest(file, deadline);
        }
        return Descriptor.of(MediaType.dockerLayer(compression), digest, file.size());
    }

    private static Digest digest(StoredFile file, Deadline deadline)
            throws IOException, InterruptedException, GateException {
        MessageDigest digest = Digest.sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = file.open()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                deadline.check("reading " + SafeText.quoted(file.name()));
                digest.update(buffer, 0, count);
            }
        }
        return Digest.of(digest);
    }

    private String path(String name) throws GateException {
        try {
            return EntryPath.canonical(name);
        } catch (MalformedArchiveException e) {
            throw new GateException(
                    "'" + MANIFEST_FILE + "' of " + location().text() + ": " + e.getMessage(),
                    "treat the archive as hostile",
                    e);
        }
    }

    /**
     * One image of a Docker archive's {@code manifest.json}.
     *
     * @param config name of the file with the image configuration
     * @param tags such as {@code shop/app:1.4}; none when the image was saved by its id
     * @param layers names of the layer files, base layer first
     */
    record DockerManifestEntry(String config, List<String> tags, List<String> layers) {

        static List<DockerManifestEntry> parse(byte[] bytes, String archive, Limits limits) throws GateException {
            List<DockerManifestEntry> entries = new ArrayList<>();
            String name = "'" + DockerArchiveSource.MANIFEST_FILE + "' of " + archive;
            for (StrictJson image : StrictJson.parse(bytes, name).elements()) {
                DockerManifestEntry entry = new DockerManifestEntry(
                        image.required("Config").text(), image.textsOf("RepoTags"), image.textsOf("Layers"));
                if (entry.layers().size() > limits.maxLayers()) {
                    throw new LimitExceededException(name, "maxLayers", limits.maxLayers());
                }
                entries.add(entry);
            }
            return entries;
        }

        static DockerManifestEntry choose(
                List<DockerManifestEntry> entries, Optional<String> wanted, ImageLocation location)
                throws GateException {
            List<DockerManifestEntry> candidates = entries.stream()
                    .filter(entry -> wanted.isEmpty() || entry.named(wanted.get()))
                    .toList();
            if (candidates.size() == 1) {
                return candidates.get(0);
            }
            if (entries.isEmpty()) {
                throw new GateException("'" + location.text() + "' holds no image", "save the image again");
            }
            String held = "it holds: " + names(entries);
            if (candidates.isEmpty()) {
                throw new GateException("'" + location.text() + "' holds no image '" + wanted.orElse("") + "'", held);
            }
            throw new GateException(
                    "'" + location.text() + "' holds several images", "choose one with :REFERENCE; " + held);
        }

        /** By one of its tags, or by its image id, which names the file of its configuration. */
        private boolean named(String wanted) {
            String id = wanted.startsWith("sha256:") ? wanted.substring("sha256:".length()) : wanted;
            return tags.stream().anyMatch(tag -> ImageNames.matches(tag, wanted))
                    || config.equals(id + ".json")
                    || config.equals("blobs/sha256/" + id);
        }

        private static String names(List<DockerManifestEntry> entries) {
            Set<String> names = new TreeSet<>();
            entries.forEach(entry -> names.addAll(entry.tags().isEmpty() ? List.of(entry.config()) : entry.tags()));
            return ImageNames.list(names);
        }
    }

    /** A configuration lists one diff id per layer. */
    static final class LayerCount {
        private LayerCount() {}

        static void check(ImageConfig config, int layers, Digest image) throws GateException {
            if (config.diffIds().size() != layers) {
                throw new GateException(
                        "the image " + image + " has " + layers + " layers, but its configuration lists "
                                + config.diffIds().size() + " diff ids",
                        "it is damaged or forged: build the image again");
            }
        }
    }
}

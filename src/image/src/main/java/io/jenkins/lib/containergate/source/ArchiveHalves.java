package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.archive.EntryPath;
import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageConfigParser;
import io.jenkins.lib.containergate.image.Index;
import io.jenkins.lib.containergate.image.Manifest;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.Platform;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A tar may be a Docker archive and an OCI layout at once, as newer {@code docker save} writes it. Some programs load the one
 * half, some the other, so both have to hold the same images, by the digests of their configurations. What a layout lists
 * and does not hold nobody can load.
 */
final class ArchiveHalves {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_ENTRIES = 4_096;

    private final FileStore files;
    private final ImageLocation location;
    private final Limits limits;
    private final Deadline deadline;
    private final List<Held> layout = new ArrayList<>();
    private int entries;

    /** @param alone no index says which machines it is for, so that all take it */
    private record Held(Set<String> names, Digest config, Platform platform, boolean alone) {
        boolean sharesName(Held other) {
            return !Collections.disjoint(names, other.names);
        }

        boolean sharesMachine(Held other) {
            return alone || platform.satisfies(other.platform) && other.platform.satisfies(platform);
        }
    }

    ArchiveHalves(FileStore files, ImageLocation location, Limits limits, Deadline deadline) {
        this.files = files;
        this.location = location;
        this.limits = limits;
        this.deadline = deadline;
    }

    /** @throws GateException when one half holds an image that the other has not, or has under another name */
    void check() throws GateException, IOException, InterruptedException {
        Optional<StoredFile> manifest = files.find(DockerArchiveSource.MANIFEST_FILE);
        Optional<StoredFile> index = files.find(OciSource.INDEX_FILE);
        if (manifest.isEmpty()
                || index.isEmpty()
                || files.find(OciSource.LAYOUT_FILE).isEmpty()) {
            return;
        }
        List<Held> docker = docker(manifest.get());
        String name = "'" + OciSource.INDEX_FILE + "' of " + location.text();
        for (Descriptor root :
                Index.parseLayout(index.get().document(limits), name).manifests()) {
            walk(root, names(root), 0);
        }
        if (layout.isEmpty()) {
            return;
        }
        for (Held held : layout) {
            List<Held> others = others(held, docker);
            if (others.stream().anyMatch(held::sharesMachine)) {
                has(others, held, DockerArchiveSource.MANIFEST_FILE);
            }
        }
        for (Held held : docker) {
            has(others(held, layout), held, OciSource.INDEX_FILE);
        }
    }

    /** Those of the other half that have the name, or all where none has. */
    private static List<Held> others(Held held, List<Held> half) {
        List<Held> named = half.stream().filter(held::sharesName).toList();
        return named.isEmpty() ? half : named;
    }

    private void has(List<Held> others, Held held, String file) throws GateException {
        if (others.stream().noneMatch(other -> other.config().equals(held.config()))) {
            throw new GateException(
                    "'" + location.text() + "' is a Docker archive and an OCI layout with different images: "
                            + ImageNames.list(held.names()) + " with the configuration " + held.config()
                            + " is not what '" + file + "' has",
                    "treat the archive as hostile, or save the image again");
        }
    }

    private List<Held> docker(StoredFile manifest) throws GateException, IOException {
        List<Held> held = new ArrayList<>();
        for (DockerArchiveSource.DockerManifestEntry entry :
                DockerArchiveSource.DockerManifestEntry.parse(manifest.document(limits), location.text(), limits)) {
            Optional<StoredFile> config;
            try {
                config = files.find(EntryPath.canonical(entry.config()));
            } catch (MalformedArchiveException e) {
                throw new GateException(
                        "'" + DockerArchiveSource.MANIFEST_FILE + "' of " + location.text() + ": " + e.getMessage(),
                        "treat the archive as hostile",
                        e);
            }
            if (config.isPresent()) {
                byte[] bytes = config.get().document(limits);
                Digest digest = Digest.of(bytes);
                Platform platform =
                        ImageConfigParser.parse(bytes, digest, limits).platform();
                held.add(new Held(references(entry.tags()), digest, platform, true));
            }
        }
        return held;
    }

    private void walk(Descriptor descriptor, Set<String> names, int depth)
            throws GateException, IOException, InterruptedException {
        deadline.check("reading the index of " + location.text());
        if (++entries > MAX_ENTRIES) {
            throw new LimitExceededException("the index of " + location.text(), "index entries", MAX_ENTRIES);
        }
        if (depth == MAX_DEPTH) {
            throw new LimitExceededException("the index of " + location.text(), "index depth", MAX_DEPTH);
        }
        Optional<StoredFile> blob = files.find(OciSource.StoredContent.blobName(descriptor.digest()));
        if (blob.isEmpty() || IndexWalk.isAttestation(descriptor)) {
            return;
        }
        if (MediaType.isIndex(descriptor.mediaType())) {
            byte[] bytes = blob.get().verified(descriptor, "index", limits);
            for (Descriptor child : Index.parse(bytes, descriptor).manifests()) {
                walk(child, names, depth + 1);
            }
        } else if (MediaType.isManifest(descriptor.mediaType())) {
            image(descriptor, blob.get().verified(descriptor, "manifest", limits), names, depth == 0);
        }
    }

    private void image(Descriptor descriptor, byte[] bytes, Set<String> names, boolean alone)
            throws GateException, IOException {
        if (Manifest.isBareArtifact(bytes, descriptor)) {
            return;
        }
        Descriptor config = Manifest.parse(bytes, descriptor, limits).config();
        Optional<StoredFile> stored = files.find(OciSource.StoredContent.blobName(config.digest()));
        if (stored.isPresent()) {
            byte[] content = stored.get().verified(config, "image configuration", limits);
            Platform own =
                    ImageConfigParser.parse(content, config.digest(), limits).platform();
            layout.add(new Held(names, config.digest(), descriptor.platform().orElse(own), alone));
        }
    }

    private static Set<String> names(Descriptor root) {
        return references(LayoutTags.names(root).toList());
    }

    /** Whole names alone: many images may have the same tag. */
    private static Set<String> references(List<String> names) {
        Set<String> references = new HashSet<>();
        names.forEach(name -> ImageNames.reference(name).ifPresent(reference -> references.add(reference.toString())));
        return references;
    }
}

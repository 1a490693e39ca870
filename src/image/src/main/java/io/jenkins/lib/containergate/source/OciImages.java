package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.ImageConfigParser;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.image.Manifest;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.source.DockerArchiveSource.LayerCount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Loads the images behind descriptors, every digest on the way verified. */
final class OciImages {
    private final ImageContent content;
    private final ImageLocation location;
    private final Optional<String> repository;
    private final Limits limits;
    private final Deadline deadline;

    /** @param repository the images are in, when the entries of an index need not tell */
    OciImages(
            ImageContent content,
            ImageLocation location,
            Optional<String> repository,
            Limits limits,
            Deadline deadline) {
        this.content = content;
        this.location = location;
        this.repository = repository;
        this.limits = limits;
        this.deadline = deadline;
    }

    /** @param platform when given, only images that satisfy it, and at least one */
    List<Image> load(List<Descriptor> roots, Optional<Platform> platform)
            throws GateException, IOException, InterruptedException {
        PlatformChoice choice = new PlatformChoice(location, platform);
        List<Image> images = new ArrayList<>();
        Map<Digest, Optional<Image>> loaded = new HashMap<>();
        Set<Digest> taken = new HashSet<>();
        IndexWalk walk = new IndexWalk(content, location, deadline);
        for (IndexWalk.Leaf leaf : walk.leaves(roots)) {
            if (choice.possible(leaf.descriptor())) {
                Digest digest = leaf.descriptor().digest();
                Optional<Image> image = loaded.get(digest);
                if (image == null) {
                    image = image(leaf, walk);
                    loaded.put(digest, image);
                }
                if (image.isPresent() && choice.takes(leaf.descriptor(), image.get()) && taken.add(digest)) {
                    images.add(image.get());
                }
            }
        }
        choice.checkAny(images);
        return images;
    }

    /** Empty for an artifact that lies beside images in their index. */
    private Optional<Image> image(IndexWalk.Leaf leaf, IndexWalk walk)
            throws GateException, IOException, InterruptedException {
        deadline.check("reading the manifest " + leaf.descriptor().digest());
        byte[] bytes = content.manifest(leaf.descriptor(), "manifest");
        if (leaf.index().isPresent() && Manifest.isBareArtifact(bytes, leaf.descriptor())) {
            return Optional.empty();
        }
        Manifest manifest = Manifest.parse(bytes, leaf.descriptor(), limits);
        Digest configDigest = manifest.config().digest();
        byte[] configBytes = content.config(manifest.config());
        ImageConfig config = ImageConfigParser.parse(configBytes, configDigest, limits);
        LayerCount.check(config, manifest.layers().size(), leaf.descriptor().digest());
        List<Layer> layers = new ArrayList<>();
        for (Descriptor layer : manifest.layers()) {
            layers.add(content.layer(layers.size(), layer, config.diffIds().get(layers.size())));
        }
        return Optional.of(new Image(
                location.text(),
                repository.or(() -> LayoutTags.repository(leaf.root())),
                leaf.descriptor().digest(),
                true,
                leaf.index(),
                configDigest,
                config,
                layers,
                new OciDocuments(content, configBytes, bytes, leaf, walk)));
    }

    /**
     * Which images are of the platform asked for. A runtime chooses by what the index says and by the configuration when the
     * index says nothing; the two must agree, or the platform judged would not be the one that runs.
     */
    static final class PlatformChoice {
        private final ImageLocation location;
        private final Optional<Platform> wanted;
        private final Set<String> available = new TreeSet<>();

        PlatformChoice(ImageLocation location, Optional<Platform> wanted) {
            this.location = location;
            this.wanted = wanted;
        }

        /** Whether the image may be one to take, going by its descriptor alone. */
        boolean possible(Descriptor descriptor) {
            descriptor.platform().ifPresent(platform -> available.add(platform.toString()));
            return wanted.isEmpty()
                    || descriptor.platform().isEmpty()
                    || descriptor.platform().get().satisfies(wanted.get());
        }

        boolean takes(Descriptor descriptor, Image image) throws GateException {
            Platform actual = image.platform();
            Platform stated = descriptor.platform().orElse(actual);
            if (!stated.os().equals(actual.os()) || !stated.architecture().equals(actual.architecture())) {
                throw new GateException(
                        "the image " + image.digest() + " is " + actual + " by its configuration, but " + stated
                                + " by the index",
                        "build the image again with the right platform");
            }
            available.add(stated.toString());
            return wanted.isEmpty() || stated.satisfies(wanted.get());
        }

        void checkAny(List<Image> images) throws GateException {
            if (images.isEmpty()) {
                throw new GateException(
                        "'" + location.text() + "' has no image for "
                                + wanted.map(Platform::toString).orElse("any platform"),
                        "choose one it has: " + String.join(", ", available));
            }
        }
    }
}

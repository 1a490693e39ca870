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
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Loads the images behind descriptors, every digest on the way verified. */
final class OciImages {
    private final FileStore files;
    private final ImageLocation location;
    private final Limits limits;
    private final Deadline deadline;

    OciImages(FileStore files, ImageLocation location, Limits limits, Deadline deadline) {
        this.files = files;
        this.location = location;
        this.limits = limits;
        this.deadline = deadline;
    }

    /** @param platform when given, only images that satisfy it, and at least one */
    List<Image> load(List<Descriptor> roots, Optional<Platform> platform)
            throws GateException, IOException, InterruptedException {
        PlatformChoice choice = new PlatformChoice(location, platform);
        List<Image> images = new ArrayList<>();
        for (IndexWalk.Leaf leaf : new IndexWalk(files, location, limits, deadline).leaves(roots)) {
            if (choice.possible(leaf.descriptor())) {
                Image image = image(leaf);
                if (choice.takes(leaf.descriptor(), image)) {
                    images.add(image);
                }
            }
        }
        choice.checkAny(images);
        return images;
    }

    private Image image(IndexWalk.Leaf leaf) throws GateException, IOException, InterruptedException {
        deadline.check("reading the manifest " + leaf.descriptor().digest());
        Manifest manifest = Manifest.parse(blob(leaf.descriptor(), "manifest"), leaf.descriptor(), limits);
        Digest configDigest = manifest.config().digest();
        ImageConfig config =
                ImageConfigParser.parse(blob(manifest.config(), "image configuration"), configDigest, limits);
        LayerCount.check(config, manifest.layers().size(), leaf.descriptor().digest());
        List<Layer> layers = new ArrayList<>();
        for (Descriptor layer : manifest.layers()) {
            StoredFile file = StoreSource.require(files, blobName(layer.digest()), "layer " + layer.digest());
            file.checkSize(layer, "layer");
            layers.add(new BlobLayer(layers.size(), layer, config.diffIds().get(layers.size()), file));
        }
        return new Image(
                location.text(),
                LayoutTags.repository(leaf.root()),
                leaf.descriptor().digest(),
                true,
                leaf.index(),
                configDigest,
                config,
                layers);
    }

    private byte[] blob(Descriptor descriptor, String kind) throws GateException, IOException {
        return StoreSource.require(files, blobName(descriptor.digest()), "the " + kind + " " + descriptor.digest())
                .verified(descriptor, kind, limits);
    }

    static String blobName(Digest digest) {
        return "blobs/sha256/" + digest.hex();
    }
}

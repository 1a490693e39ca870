package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.AttestedBases;
import io.jenkins.lib.containergate.gate.BaseImage;
import io.jenkins.lib.containergate.gate.BaseImageFinder;
import io.jenkins.lib.containergate.gate.ImageGate;
import io.jenkins.lib.containergate.gate.ImageInspector;
import io.jenkins.lib.containergate.gate.InspectedImage;
import io.jenkins.lib.containergate.gate.NewerBases;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Finds out what an image is built on, and what a newer base would change. */
final class BaseImageLookup {
    private final EffectivePolicy policy;
    private final ImageSources sources;
    private final Limits limits;
    private final Tags tags;
    private final BaseProvenance provenance;
    private final boolean upgrades;
    private Optional<BaseImageFinder> finder = Optional.empty();

    /** Lists the tags of the repository that an image is in. */
    @FunctionalInterface
    interface Tags {
        List<String> of(ImageReference name, Deadline deadline) throws GateException, InterruptedException;
    }

    /** @param upgrades whether to scan what the tag of the base names now, and newer ones */
    BaseImageLookup(
            EffectivePolicy policy,
            ImageSources sources,
            Tags tags,
            BaseProvenance provenance,
            Limits limits,
            boolean upgrades) {
        this.policy = policy;
        this.sources = sources;
        this.tags = tags;
        this.provenance = provenance;
        this.limits = limits;
        this.upgrades = upgrades;
    }

    /**
     * The base image that is given, else the one that the image, its provenance or its layers name; only where it is asked for.
     *
     * @param given and what is there
     */
    Optional<BaseImage> builtOn(
            ImageLocation location,
            Optional<ImageLocation> given,
            Optional<Image> below,
            Image image,
            Deadline deadline)
            throws InterruptedException {
        if (!upgrades && !BaseImage.asked(policy)) {
            return Optional.empty();
        }
        if (below.isPresent()) {
            return Optional.of(registry(given.orElseThrow())
                    .map(name -> BaseImage.proven(image, name, below.get(), "--base-image"))
                    .orElseGet(() -> new BaseImage.Unknown(
                            "the base image was given as " + given.get().text() + ", which does not name a registry",
                            "give the reference of the base image in its registry")));
        }
        Optional<ImageReference> pulled = registry(location);
        AttestedBases.Read attested = provenance.read(pulled, image, upgrades, deadline);
        return Optional.of(finder(deadline).find(image, pulled, attested));
    }

    /** One for all images, so that approved images are read once. */
    private BaseImageFinder finder(Deadline deadline) {
        if (finder.isEmpty()) {
            finder = Optional.of(new BaseImageFinder(policy, new Searched(deadline)));
        }
        return finder.get();
    }

    private final class Searched implements BaseImageFinder.Registry {
        private final Deadline deadline;

        Searched(Deadline deadline) {
            this.deadline = deadline;
        }

        @Override
        public Image read(ImageReference name, Platform platform)
                throws GateException, IOException, InterruptedException {
            return resolved(name, platform, deadline);
        }

        @Override
        public List<String> tags(ImageReference repository) throws GateException, InterruptedException {
            return tags.of(repository, deadline);
        }
    }

    /** Layers of images in registries can be read after their source is closed. */
    private Image resolved(ImageReference name, Platform platform, Deadline deadline)
            throws GateException, IOException, InterruptedException {
        try (ImageSource source = open(name)) {
            return first(source, platform, deadline);
        }
    }

    private static Optional<ImageReference> registry(ImageLocation location) {
        return location instanceof ImageLocation.Registry registry
                ? Optional.of(registry.reference())
                : Optional.empty();
    }

    private ImageSource open(ImageReference name) throws GateException {
        return sources.open(new ImageLocation.Registry(name.toString(), name), limits);
    }

    private static Image first(ImageSource source, Platform platform, Deadline deadline)
            throws GateException, IOException, InterruptedException {
        return source.resolve(Optional.of(platform), deadline).get(0);
    }

    /**
     * The verdict with notes on what the image would gain on what the base's tag is now, and on newer tags of its repository. Each is
     * scanned for that.
     */
    Verdict withUpgrade(
            Verdict verdict,
            Optional<BaseImage> base,
            ImageGate gate,
            ImageInspector inspector,
            Deadline deadline,
            ProgressListener progress)
            throws InterruptedException {
        if (!upgrades) {
            return verdict;
        }
        return new NewerBases(gate, new Reached(inspector), deadline, progress).noted(verdict, base);
    }

    private final class Reached implements NewerBases.Registry {
        private final ImageInspector inspector;

        Reached(ImageInspector inspector) {
            this.inspector = inspector;
        }

        @Override
        public List<String> tags(ImageReference name, Deadline deadline) throws GateException, InterruptedException {
            return tags.of(name, deadline);
        }

        @Override
        public Image resolve(ImageReference tag, Platform platform, Deadline deadline)
                throws GateException, IOException, InterruptedException {
            return resolved(tag, platform, deadline);
        }

        @Override
        public InspectedImage inspect(ImageReference tag, Image image, Deadline deadline, ProgressListener progress)
                throws GateException, InterruptedException {
            return inspector.inspect(new ImageLocation.Registry(tag.toString(), tag), image, deadline, progress);
        }
    }
}

package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.BaseImage;
import io.jenkins.lib.containergate.gate.ImageGate;
import io.jenkins.lib.containergate.gate.ImageInspector;
import io.jenkins.lib.containergate.gate.InspectedImage;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.image.VersionTag;
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
    private final boolean upgrades;

    /** Lists the tags of the repository that an image is in. */
    @FunctionalInterface
    interface Tags {
        List<String> of(ImageReference name, Deadline deadline) throws GateException, InterruptedException;
    }

    /** Looks for no newer one. */
    BaseImageLookup(EffectivePolicy policy, ImageSources sources, Limits limits) {
        this(policy, sources, (name, deadline) -> List.of(), limits, false);
    }

    /** @param upgrades whether to scan what the tag of the base names now, and newer ones */
    BaseImageLookup(EffectivePolicy policy, ImageSources sources, Tags tags, Limits limits, boolean upgrades) {
        this.policy = policy;
        this.sources = sources;
        this.tags = tags;
        this.limits = limits;
        this.upgrades = upgrades;
    }

    /**
     * The base image that is given, else the one that the image names; only where it is asked for.
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
                    .map(name -> BaseImage.proven(image, name, below.get()))
                    .orElseGet(() -> new BaseImage.Unknown(
                            "the base image was given as " + given.get().text() + ", which does not name a registry",
                            "give the reference of the base image in its registry")));
        }
        return Optional.of(BaseImage.find(image, registry(location), policy, (name, platform) -> {
            try (ImageSource source = open(name)) {
                return first(source, platform, deadline);
            }
        }));
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
        if (!(base.orElse(null) instanceof BaseImage.Proven proven)) {
            String why = base.orElse(null) instanceof BaseImage.Unknown unknown ? ": " + unknown.why() : "";
            return ImageGate.withoutUpgrade(verdict, "no newer base image was looked for" + why);
        }
        if (proven.name().tag().isEmpty()) {
            return ImageGate.withoutUpgrade(
                    verdict, "no newer base image was looked for: " + proven.name() + " has no tag that could move");
        }
        Scan scan = new Scan(proven, gate, inspector, deadline, progress);
        String own = proven.name().tag().get();
        Verdict told = scan.with(verdict, own);
        if (VersionTag.of(own).isEmpty()) {
            return ImageGate.withoutUpgrade(told, "no newer tag was looked for: the tag " + own + " has no number");
        }
        try {
            for (String newer : VersionTag.newer(own, tags.of(proven.name(), deadline))) {
                told = scan.with(told, newer);
            }
            return told;
        } catch (GateException e) {
            return ImageGate.withoutUpgrade(told, "newer tags could not be looked for: " + e.problem());
        }
    }

    private final class Scan {
        private final BaseImage.Proven base;
        private final ImageGate gate;
        private final ImageInspector inspector;
        private final Deadline deadline;
        private final ProgressListener progress;

        Scan(
                BaseImage.Proven base,
                ImageGate gate,
                ImageInspector inspector,
                Deadline deadline,
                ProgressListener progress) {
            this.base = base;
            this.gate = gate;
            this.inspector = inspector;
            this.deadline = deadline;
            this.progress = progress;
        }

        Verdict with(Verdict verdict, String candidate) throws InterruptedException {
            ImageReference tag = new ImageReference(
                    base.name().registry(), base.name().path(), Optional.of(candidate), Optional.empty());
            try (ImageSource source = open(tag)) {
                Image newest = first(source, base.image().platform(), deadline);
                if (newest.config().diffIds().equals(base.image().config().diffIds())) {
                    return ImageGate.withoutUpgrade(verdict, tag + " still is what the image is built on");
                }
                ImageLocation place = new ImageLocation.Registry(tag.toString(), tag);
                InspectedImage seen = inspector.inspect(place, newest, deadline, progress);
                return gate.withUpgrade(verdict, base, tag, seen, deadline, progress);
            } catch (GateException e) {
                return ImageGate.withoutUpgrade(
                        verdict, "what " + tag + " is now could not be scanned: " + e.problem());
            } catch (IOException e) {
                return ImageGate.withoutUpgrade(
                        verdict, "what " + tag + " is now could not be read: " + e.getMessage());
            }
        }
    }
}

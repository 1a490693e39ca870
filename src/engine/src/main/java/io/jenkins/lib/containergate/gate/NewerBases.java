package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.image.VersionTag;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.progress.ProgressListener;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What an image would gain on what the tag of its base is now, and on newer tags of that repository. Each is scanned for that. It changes
 * nothing but the notes of the verdict; what cannot be scanned is said there.
 */
public final class NewerBases {
    /** Reaches images of the registry that a base is in. */
    public interface Registry {
        /** All tags of the repository. */
        List<String> tags(ImageReference name, Deadline deadline) throws GateException, InterruptedException;

        /** What a tag is now; no layer is read. */
        Image resolve(ImageReference tag, Platform platform, Deadline deadline)
                throws GateException, IOException, InterruptedException;

        /** @param image that {@link #resolve} found */
        InspectedImage inspect(ImageReference tag, Image image, Deadline deadline, ProgressListener progress)
                throws GateException, IOException, InterruptedException;
    }

    private final ImageGate gate;
    private final Registry registry;
    private final Deadline deadline;
    private final ProgressListener progress;

    public NewerBases(ImageGate gate, Registry registry, Deadline deadline, ProgressListener progress) {
        this.gate = gate;
        this.registry = registry;
        this.deadline = deadline;
        this.progress = progress;
    }

    /** The verdict with a note on each. */
    public Verdict noted(Verdict verdict, Optional<BaseImage> base) throws InterruptedException {
        Optional<BaseImage.Proven> nearest = base.flatMap(BaseImage::nearest);
        if (nearest.isEmpty()) {
            String why = base.orElse(null) instanceof BaseImage.Unknown unknown ? ": " + unknown.why() : "";
            return ImageGate.withoutUpgrade(verdict, "no newer base image was looked for" + why);
        }
        BaseImage.Proven proven = nearest.get();
        Optional<String> own = proven.name().tag();
        if (own.isEmpty()) {
            return ImageGate.withoutUpgrade(
                    verdict, "no newer base image was looked for: " + proven.name() + " has no tag that could move");
        }
        Verdict told = with(verdict, proven, own.get());
        if (VersionTag.of(own.get()).isEmpty()) {
            return ImageGate.withoutUpgrade(
                    told, "no newer tag was looked for: the tag " + own.get() + " has no number");
        }
        try {
            for (String newer : VersionTag.newer(own.get(), registry.tags(proven.name(), deadline))) {
                told = with(told, proven, newer);
            }
            return told;
        } catch (GateException e) {
            return ImageGate.withoutUpgrade(told, "newer tags could not be looked for: " + e.problem());
        }
    }

    private Verdict with(Verdict verdict, BaseImage.Proven base, String candidate) throws InterruptedException {
        ImageReference tag = new ImageReference(
                base.name().registry(), base.name().path(), Optional.of(candidate), Optional.empty());
        try {
            Image newest = registry.resolve(tag, base.image().platform(), deadline);
            if (newest.config().diffIds().equals(base.image().config().diffIds())) {
                return ImageGate.withoutUpgrade(verdict, tag + " still is what the image is built on");
            }
            InspectedImage seen = registry.inspect(tag, newest, deadline, progress);
            return gate.withUpgrade(verdict, base, tag, seen, deadline, progress);
        } catch (GateException e) {
            return ImageGate.withoutUpgrade(verdict, "what " + tag + " is now could not be scanned: " + e.problem());
        } catch (IOException e) {
            return ImageGate.withoutUpgrade(verdict, "what " + tag + " is now could not be read: " + FileProblem.of(e));
        }
    }
}

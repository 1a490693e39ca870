package io.jenkins.lib.containergate.hardening;

import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.hardening.file.FileFacts;
import io.jenkins.lib.containergate.hardening.file.FileFacts.PlacedFiles;
import io.jenkins.lib.containergate.hardening.file.FileFactsAnalyzer;
import io.jenkins.lib.containergate.hardening.file.FileTrait;
import io.jenkins.lib.containergate.hardening.history.BuildHistory;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.layer.ImageScan;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.util.List;
import java.util.Optional;

/**
 * Everything hardening rules may know of an image.
 *
 * @param reference the image was asked for with, before it was resolved to a digest; empty for archives and layouts
 */
public record ImageFacts(
        Optional<ImageReference> reference, ImageConfig config, BuildHistory history, FileFacts files) {

    /**
     * @param location where the image was asked for
     * @param scan of all layers of {@code image}, in which {@code analyzer} took part
     */
    public static ImageFacts of(ImageLocation location, Image image, ImageScan scan, FileFactsAnalyzer analyzer) {
        return new ImageFacts(
                reference(location),
                image.config(),
                BuildHistory.of(image.config()),
                FileFacts.of(
                        image.layers().stream().map(Layer::diffId).toList(), scan.of(analyzer), scan.visibility()));
    }

    /** What the image was asked for with, if that is a reference. */
    public static Optional<ImageReference> reference(ImageLocation location) {
        if (location instanceof ImageLocation.Registry registry) {
            return Optional.of(registry.reference());
        }
        return location instanceof ImageLocation.Daemon daemon ? Optional.of(daemon.reference()) : Optional.empty();
    }

    /** By its configuration and its files: some runtimes run an image of one layout whatever its configuration calls it. */
    public boolean windows() {
        PlacedFiles others = files.files(FileTrait.OUTSIDE_OF_WINDOWS);
        return config.platform().os().equals("windows")
                && others.files().isEmpty()
                && others.omitted().isEmpty();
    }

    /** What Linux can start in an image that is evaluated as one of Windows: nothing tells which of them will run it. */
    public List<InventoryFinding> contradictions() {
        return windows() ? LinuxInWindows.findings(files.files(FileTrait.STARTED_BY_LINUX)) : List.of();
    }
}

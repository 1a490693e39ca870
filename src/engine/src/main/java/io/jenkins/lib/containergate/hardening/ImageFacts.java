package io.jenkins.lib.containergate.hardening;

import io.jenkins.lib.containergate.hardening.file.FileFacts;
import io.jenkins.lib.containergate.hardening.file.FileFactsAnalyzer;
import io.jenkins.lib.containergate.hardening.history.BuildHistory;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.layer.ImageScan;

/** Everything hardening rules may know of an image. */
public record ImageFacts(ImageConfig config, BuildHistory history, FileFacts files) {

    /**
     * @param scan of all layers of {@code image}, in which {@code analyzer} took part
     */
    public static ImageFacts of(Image image, ImageScan scan, FileFactsAnalyzer analyzer) {
        return new ImageFacts(
                image.config(),
                BuildHistory.of(image.config()),
                FileFacts.of(
                        image.layers().stream().map(Layer::diffId).toList(), scan.of(analyzer), scan.visibility()));
    }

    public boolean windows() {
        return config.platform().os().equals("windows");
    }
}

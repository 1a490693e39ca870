package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.hardening.file.FileFactsAnalyzer;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.analysis.InventoryAnalyzer;
import io.jenkins.lib.containergate.layer.ImageScan;
import io.jenkins.lib.containergate.layer.LayerReader;
import io.jenkins.lib.containergate.progress.ProgressEvent.StageFinished;
import io.jenkins.lib.containergate.progress.ProgressEvent.StageStarted;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.util.List;

/** Reads an image once and keeps what the gates need to know of it. */
public final class ImageInspector {
    private static final String STAGE = "reading";

    private final LayerReader reader;
    private final InventoryAnalyzer inventory;
    private final FileFactsAnalyzer files;

    public ImageInspector(LayerReader reader, Limits limits) {
        this.reader = reader;
        this.inventory = InventoryAnalyzer.standard(limits, InventoryLimits.defaults());
        this.files = new FileFactsAnalyzer();
    }

    /**
     * @throws GateException when any part of the image cannot be read, or is not what its digests say
     */
    public InspectedImage inspect(ImageLocation location, Image image, Deadline deadline, ProgressListener progress)
            throws GateException, InterruptedException {
        progress.on(new StageStarted(STAGE, image.reference() + " (" + image.platform() + ")"));
        ImageScan scan = reader.read(image, List.of(inventory, files), deadline, progress);
        InspectedImage inspected = new InspectedImage(
                image, inventory.inventory(scan, image), ImageFacts.of(location, image, scan, files));
        progress.on(new StageFinished(
                STAGE,
                inspected.inventory().packages().size() + " packages in "
                        + image.layers().size() + " layers"));
        return inspected;
    }
}

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
import io.jenkins.lib.containergate.layer.LayerAnalyzer;
import io.jenkins.lib.containergate.layer.LayerReader;
import io.jenkins.lib.containergate.progress.ProgressEvent.StageFinished;
import io.jenkins.lib.containergate.progress.ProgressEvent.StageStarted;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.image.ImageSecrets;
import io.jenkins.lib.containergate.secret.image.SecretAnalyzer;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an image once and keeps what the gates need to know of it. */
public final class ImageInspector {
    private static final String STAGE = "reading";

    private final LayerReader reader;
    private final InventoryAnalyzer inventory;
    private final FileFactsAnalyzer files;
    private final Optional<SecretSearch> secrets;

    /**
     * Without a search for secrets.
     *
     * @param limits on what is read of packages
     */
    public ImageInspector(LayerReader reader, Limits limits) {
        this(
                reader,
                InventoryAnalyzer.standard(limits, InventoryLimits.defaults()),
                new FileFactsAnalyzer(),
                Optional.empty());
    }

    private ImageInspector(
            LayerReader reader, InventoryAnalyzer inventory, FileFactsAnalyzer files, Optional<SecretSearch> secrets) {
        this.reader = reader;
        this.inventory = inventory;
        this.files = files;
        this.secrets = secrets;
    }

    /** An inspector that also searches for secrets, in the same pass. */
    public ImageInspector searching(SecretSearch search) {
        return new ImageInspector(reader, inventory, files, Optional.of(search));
    }

    /**
     * Reads each layer once, with all analyses in the same pass. What an analysis cannot read within a layer is not an exception: it
     * is undecided in the inventory, the file facts or the secrets.
     *
     * @param location where the image is read from
     * @param image of one platform, with its digest
     * @throws GateException when a layer cannot be fetched or unpacked, breaks a limit, is not what its digests say, or the deadline
     *     passes
     */
    public InspectedImage inspect(ImageLocation location, Image image, Deadline deadline, ProgressListener progress)
            throws GateException, InterruptedException {
        progress.on(new StageStarted(STAGE, image.reference() + " (" + image.platform() + ")"));
        List<LayerAnalyzer<?>> analyzers = new ArrayList<>(List.of(inventory, files));
        Optional<SecretAnalyzer> searching = secrets.map(search -> new SecretAnalyzer(search, deadline));
        searching.ifPresent(analyzers::add);
        ImageScan scan = reader.read(image, analyzers, deadline, progress);
        Optional<ImageSecrets> found = searching.isEmpty()
                ? Optional.empty()
                : Optional.of(ImageSecrets.of(image, scan, searching.get(), secrets.orElseThrow(), deadline));
        ImageFacts facts = ImageFacts.of(location, image, scan, files);
        InspectedImage inspected = new InspectedImage(
                image,
                inventory.inventory(scan, image).withGaps(facts.contradictions()),
                facts,
                found,
                UnsignedStatements.of(image));
        progress.on(new StageFinished(
                STAGE,
                inspected.inventory().packages().size() + " packages in "
                        + image.layers().size() + " layers"));
        return inspected;
    }
}

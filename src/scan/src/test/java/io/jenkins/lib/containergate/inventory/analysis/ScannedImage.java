package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.layer.ImageScan;
import io.jenkins.lib.containergate.layer.ParallelLayerReader;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A real image archive, opened, read and inventoried the way a gate does it. */
public record ScannedImage(Image image, PackageInventory inventory) {

    public static ScannedImage of(Path directory, LayerBuilder... layers) throws Exception {
        return of(directory, InventoryLimits.defaults(), layers);
    }

    static ScannedImage of(Path directory, InventoryLimits inventory, LayerBuilder... layers) throws Exception {
        ImageBuilder builder = ImageBuilder.image();
        for (LayerBuilder layer : layers) {
            builder.layer(layer);
        }
        Path archive = OciLayout.of(builder.build()).writeArchive(directory.resolve("image.tar"));
        Limits limits = Limits.defaults();
        Deadline deadline = Deadline.after(Duration.ofMinutes(10), Clock.systemUTC());
        InventoryAnalyzer analyzer = InventoryAnalyzer.standard(limits, inventory);
        try (ImageSource source =
                ImageSources.standard(directory).open(ImageLocation.parse("oci-archive:" + archive), limits)) {
            Image image = source.resolve(Optional.empty(), deadline).get(0);
            ImageScan scan = new ParallelLayerReader(limits, 2, directory)
                    .read(image, List.of(analyzer), deadline, ProgressListener.none());
            return new ScannedImage(image, analyzer.inventory(scan, image));
        }
    }

    public List<String> purls() {
        return inventory.packages().stream().map(p -> p.purl()).toList();
    }

    public List<String> gapRules() {
        return inventory.gaps().stream().map(gap -> gap.rule().value()).toList();
    }

    /** Of the gaps that are of a file. */
    List<String> gapPaths() {
        return inventory.gaps().stream()
                .map(gap -> gap.location().path())
                .flatMap(Optional::stream)
                .toList();
    }
}

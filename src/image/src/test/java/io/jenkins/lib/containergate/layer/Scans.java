package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.ImageBuilder;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Opens and reads images the way the gates do. */
final class Scans {
    /** So little memory for contents that larger files go through a temporary file. */
    static final int MEMORY = 2 * ContentMemory.CHUNK;

    private static final Clock STOPPED = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    /** A whole scan with the recording analyser. */
    record Recorded(List<List<RecordingAnalyzer.Seen>> layers, Visibility visibility) {
        List<String> paths(int layer) {
            return layers.get(layer).stream().map(RecordingAnalyzer.Seen::path).toList();
        }

        String content(int layer, String path) {
            return layers.get(layer).stream()
                    .filter(seen -> seen.path().equals(path))
                    .findFirst()
                    .flatMap(RecordingAnalyzer.Seen::content)
                    .orElseThrow();
        }
    }

    private Scans() {}

    static Deadline noDeadline() {
        return Deadline.after(Duration.ofMinutes(1), STOPPED);
    }

    static BuiltImage image(LayerBuilder... layers) {
        ImageBuilder image = ImageBuilder.image();
        for (LayerBuilder layer : layers) {
            image.layer(layer);
        }
        return image.build();
    }

    /** Writes the image as an OCI archive and reads it back. */
    static Recorded scan(Path directory, LayerBuilder... layers) throws Exception {
        return scan(directory, Limits.defaults(), image(layers));
    }

    static Recorded scan(Path directory, Limits limits, BuiltImage image) throws Exception {
        return scan(
                "oci-archive:" + OciLayout.of(image).writeArchive(directory.resolve("image.tar")), limits, directory);
    }

    static Recorded scan(String location, Limits limits, Path directory)
            throws GateException, InterruptedException, IOException {
        RecordingAnalyzer analyzer = new RecordingAnalyzer();
        ImageScan scan = read(location, limits, directory, List.of(analyzer), noDeadline());
        return new Recorded(scan.of(analyzer), scan.visibility());
    }

    static ImageScan read(
            String location, Limits limits, Path directory, List<LayerAnalyzer<?>> analyzers, Deadline deadline)
            throws GateException, InterruptedException, IOException {
        try (ImageSource source = ImageSources.standard(directory).open(ImageLocation.parse(location), limits)) {
            Image image = source.resolve(Optional.empty(), deadline).get(0);
            return new ParallelLayerReader(limits, 2, directory, MEMORY)
                    .read(image, analyzers, deadline, ProgressListener.none());
        }
    }

    /** Those that do not end by themselves at once: a terminated pool's last thread may still be on its way out. */
    static List<Thread> lastingReaderThreads() throws InterruptedException {
        for (Thread thread : readerThreads()) {
            thread.join(50_000);
        }
        return readerThreads();
    }

    private static List<Thread> readerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("layer-reader") && thread.isAlive())
                .toList();
    }
}

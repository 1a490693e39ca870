package io.jenkins.lib.containergate.benchmarks;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ImageInspector;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.layer.LayerReader;
import io.jenkins.lib.containergate.layer.ParallelLayerReader;
import io.jenkins.lib.containergate.layer.cache.LayerCache;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.scan.SecretLimits;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Reads the image of a layout as the gates do, without judging it. */
final class ImageScan {
    private final Path layout;
    private final Path temporary;
    private final Limits limits = Limits.defaults();
    private final int threads;

    /** @param temporary directory for what does not stay in memory */
    ImageScan(Path layout, Path temporary, int threads) {
        this.layout = layout;
        this.temporary = temporary;
        this.threads = threads;
    }

    /** Where secrets are looked for. */
    enum Secrets {
        NONE,
        /** Jars, compressed files and other archives stay closed; no gate does so. */
        OUTSIDE_ARCHIVES,
        EVERYWHERE
    }

    /** Does something with the image while its archive is open. */
    interface Use<T> {
        T on(Image image) throws Exception;
    }

    <T> T with(Use<T> use) throws Exception {
        try (ImageSource source = ImageSources.standard(temporary).open(location(), limits)) {
            return use.on(source.resolve(Optional.empty(), deadline()).get(0));
        }
    }

    /** How many packages are in it. */
    int inspect(Image image, Optional<LayerCache> kept, Secrets secrets) throws GateException, InterruptedException {
        ParallelLayerReader reader = new ParallelLayerReader(limits, threads, temporary);
        LayerReader keeping = kept.<LayerReader>map(reader::keeping).orElse(reader);
        ImageInspector inspector = new ImageInspector(keeping, limits);
        return (secrets == Secrets.NONE ? inspector : inspector.searching(search(secrets)))
                .inspect(location(), image, deadline(), ProgressListener.none())
                .inventory()
                .packages()
                .size();
    }

    private SecretSearch search(Secrets secrets) {
        SecretSearch standard = SecretSearch.standard(limits);
        return secrets == Secrets.EVERYWHERE
                ? standard
                : new SecretSearch(
                        standard.catalogue(), standard.options(), limits, withoutArchives(standard.secretLimits()));
    }

    private static SecretLimits withoutArchives(SecretLimits usual) {
        return new SecretLimits(
                usual.maxFindingsPerFile(),
                usual.maxFindingsPerLayer(),
                usual.freeCandidates(),
                usual.bytesPerCandidate(),
                usual.maxDecodeDepth(),
                0,
                usual.maxUnpackedBytes());
    }

    private static Deadline deadline() {
        return Deadline.after(Duration.ofHours(1), Clock.systemUTC());
    }

    private ImageLocation location() throws GateException {
        return ImageLocation.parse("oci:" + layout);
    }
}

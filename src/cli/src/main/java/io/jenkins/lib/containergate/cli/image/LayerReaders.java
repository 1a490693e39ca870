package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.awssdk.BucketPath;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.network.AwsConnections;
import io.jenkins.lib.containergate.cli.options.CacheOptions;
import io.jenkins.lib.containergate.cli.options.ProgramJar;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.LayerReader;
import io.jenkins.lib.containergate.layer.ParallelLayerReader;
import io.jenkins.lib.containergate.layer.cache.LayerCache;
import io.jenkins.lib.containergate.layer.cache.SharedCache;
import io.jenkins.lib.containergate.progress.ProgressEvent;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.report.ToolIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Makes the reader of layers, with the cache that the options name. Without an option a cache is used only when this
 * program is a jar: then the jar's size and time tell one build from the next, and so what it finds in a layer.
 */
final class LayerReaders {
    private static final long MAX_BYTES = 1L << 30;
    /** To wait for the store in one run. */
    private static final Duration SHARED = Duration.ofSeconds(20);

    private static final int MAX_KEY = 4096;

    private final CacheOptions options;
    private final Clock clock;
    private final ProgressListener progress;

    LayerReaders(CacheOptions options, Clock clock, ProgressListener progress) {
        this.options = options;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * @param temporary directory for files too large for memory
     * @throws UsageException when the directory that was named cannot be used
     */
    LayerReader reader(Limits limits, Path temporary) throws UsageException {
        ParallelLayerReader reader =
                new ParallelLayerReader(limits, Runtime.getRuntime().availableProcessors(), temporary);
        return cache().map(reader::keeping).orElse(reader);
    }

    private Optional<LayerCache> cache() throws UsageException {
        if (options.shared().isPresent() != options.sharedKey().isPresent()) {
            throw new UsageException(
                    "--shared-cache and --shared-cache-key belong together",
                    "give both or neither: only results under that key are used");
        }
        if (options.off()) {
            return Optional.empty();
        }
        try {
            if (options.shared().isPresent()) {
                return Optional.of(
                        shared(options.shared().get(), options.sharedKey().orElseThrow()));
            }
            if (options.directory().isPresent()) {
                String program = ToolIdentity.ofThisBuild().version()
                        + ProgramJar.identity().orElse("");
                return Optional.of(own(options.directory().get(), program));
            }
        } catch (GateException e) {
            throw new UsageException(e);
        }
        try {
            Optional<String> jar = ProgramJar.identity();
            Optional<Path> usual = jar.isPresent() ? usual() : Optional.empty();
            return usual.isEmpty()
                    ? Optional.empty()
                    : Optional.of(own(usual.get(), ToolIdentity.ofThisBuild().version() + jar.get()));
        } catch (GateException e) {
            return Optional.empty(); // nobody asked for it: without it everything is only slower
        }
    }

    private LayerCache own(Path directory, String program) throws GateException {
        return LayerCache.open(directory, program, MAX_BYTES, clock);
    }

    private static Optional<Path> usual() {
        return CacheOptions.usual(System.getenv()).map(directory -> directory.resolve("layers"));
    }

    private LayerCache shared(String address, Path keyFile) throws GateException {
        Path directory = options.directory()
                .or(LayerReaders::usual)
                .orElseThrow(() -> new UsageException("there is no directory for the cache", "name one with --cache"));
        BucketPath path = BucketPath.parse(address);
        SharedCache others = new SharedCache(
                AwsConnections.open(AwsAccess.standard()).sharedEntries(path, clock),
                key(keyFile),
                SHARED,
                System::nanoTime,
                why -> progress.on(
                        new ProgressEvent.Noted("the shared cache " + path + " is not used any more: " + why)));
        String program =
                ToolIdentity.ofThisBuild().version() + ProgramJar.digest().orElse("");
        return own(directory, program).sharing(others);
    }

    private static byte[] key(Path file) throws UsageException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] key = in.readNBytes(MAX_KEY + 1);
            if (key.length >= SharedCache.KEY && key.length <= MAX_KEY) {
                return key;
            }
        } catch (IOException e) {
            throw new UsageException(
                    "the key of the shared cache cannot be read from " + file + ": " + FileProblem.of(e),
                    "check the path");
        }
        throw new UsageException(
                file + " does not hold a key of a shared cache",
                "make one of " + SharedCache.KEY + " random bytes: openssl rand -out FILE " + SharedCache.KEY);
    }
}

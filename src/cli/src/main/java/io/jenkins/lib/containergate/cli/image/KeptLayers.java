package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.CacheOptions;
import io.jenkins.lib.containergate.cli.options.ProgramJar;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.LayerReader;
import io.jenkins.lib.containergate.layer.ParallelLayerReader;
import io.jenkins.lib.containergate.layer.cache.LayerCache;
import io.jenkins.lib.containergate.report.ToolIdentity;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * Makes the reader of layers, with the cache that the options name. Without an option a cache is used only when this
 * program is a jar: then the jar's size and time tell one build from the next, and so what it finds in a layer.
 */
final class KeptLayers {
    private static final long MAX_BYTES = 1L << 30;

    private final CacheOptions options;
    private final Clock clock;

    KeptLayers(CacheOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
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
        if (options.off()) {
            return Optional.empty();
        }
        Optional<String> jar = ProgramJar.identity();
        String program = ToolIdentity.ofThisBuild().version() + jar.orElse("");
        if (options.directory().isPresent()) {
            try {
                return Optional.of(LayerCache.open(options.directory().get(), program, MAX_BYTES, clock));
            } catch (GateException e) {
                throw new UsageException(e);
            }
        }
        try {
            Optional<Path> usual = jar.isPresent() ? CacheOptions.usual(System.getenv()) : Optional.empty();
            return usual.isEmpty()
                    ? Optional.empty()
                    : Optional.of(LayerCache.open(usual.get().resolve("layers"), program, MAX_BYTES, clock));
        } catch (GateException e) {
            return Optional.empty(); // nobody asked for it: without it everything is only slower
        }
    }
}

package io.jenkins.lib.containergate.cli.options;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether and where what was found in a layer is kept for the next image. */
public final class CacheOptions {
    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = {
                "Cache the results of layers here; only you should be able to write to it.",
                "Default: container-gate in $XDG_CACHE_HOME or ~/.cache."
            })
    private Optional<Path> directory = Optional.empty();

    @Option(names = "--no-cache", description = "Read every layer, and cache nothing.")
    private boolean off;

    public Optional<Path> directory() {
        return directory;
    }

    public boolean off() {
        return off;
    }
}

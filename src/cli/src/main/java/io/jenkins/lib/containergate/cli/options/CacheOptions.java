package io.jenkins.lib.containergate.cli.options;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether and where what was read is kept for the next run: what was found in layers, or task definitions. */
public final class CacheOptions {
    private static final String DIRECTORY = "container-gate";

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = {
                "Cache what was read (layers, task definitions) here; only you should be able to write to it.",
                "Default: container-gate in $XDG_CACHE_HOME or ~/.cache."
            })
    private Optional<Path> directory = Optional.empty();

    @Option(names = "--no-cache", description = "Read everything again, and cache nothing.")
    private boolean off;

    @Option(
            names = "--shared-cache",
            paramLabel = "s3://BUCKET/PREFIX",
            description = {
                "Share the results of layers with other machines that have the same --shared-cache-key.",
                "With the credentials and the region that AWS tools find in the environment."
            })
    private Optional<String> shared = Optional.empty();

    @Option(
            names = "--shared-cache-key",
            paramLabel = "FILE",
            description = "Holds the key of the shared cache: at least 32 random bytes.")
    private Optional<Path> sharedKey = Optional.empty();

    /** Where programs of this user cache what they can make again, as the XDG base directory specification has it. */
    public static Optional<Path> usual(Map<String, String> environment) {
        String stated = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!stated.isEmpty() && Path.of(stated).isAbsolute()) {
            return Optional.of(Path.of(stated, DIRECTORY));
        }
        String home = System.getProperty("user.home", "");
        return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, ".cache", DIRECTORY));
    }

    public Optional<Path> directory() {
        return directory;
    }

    public boolean off() {
        return off;
    }

    /** Where machines share what they find, if they do. */
    public Optional<String> shared() {
        return shared;
    }

    public Optional<Path> sharedKey() {
        return sharedKey;
    }
}

package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Platform;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How an image is read. */
public final class ReadOptions {
    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH",
            description = "Only this platform of the image; default: every one.")
    private Optional<String> platform = Optional.empty();

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = DurationConverter.class,
            description = "Time for everything (90s, 10m, 2h); default ${DEFAULT-VALUE}. Past it: ERROR.")
    private Duration deadline = Duration.ofMinutes(10);

    @Mixin
    private CacheOptions cache = new CacheOptions();

    public CacheOptions cache() {
        return cache;
    }

    public Optional<Platform> platform() throws UsageException {
        try {
            return platform.isEmpty() ? Optional.empty() : Optional.of(Platform.parse(platform.get()));
        } catch (GateException e) {
            throw new UsageException(e);
        }
    }

    public Duration deadline() {
        return deadline;
    }
}

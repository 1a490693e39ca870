package io.jenkins.lib.containergate.cli.options;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a gate runs and how it reports. */
public final class RunOptions {
    /** How the verdict is printed on standard output. */
    public enum Format {
        text,
        json
    }

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH",
            description = "Judge this platform only; default: every platform of the image.")
    private String platform;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write verdict.json, report.html, report.sarif, junit.xml and sbom.cdx.json there.")
    private Path out;

    @Option(
            names = "--format",
            defaultValue = "text",
            description = "What to print: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Format format;

    @Option(names = "--quiet", description = "Print the last line only.")
    private boolean quiet;

    @Option(names = "--offline", description = "Open no network connection; what needs one is an ERROR.")
    private boolean offline;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = DurationConverter.class,
            description = "Time for everything (90s, 10m, 2h); default ${DEFAULT-VALUE}. Past it: ERROR.")
    private Duration deadline;

    public Optional<String> platform() {
        return Optional.ofNullable(platform);
    }

    public Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    public Format format() {
        return format;
    }

    public boolean quiet() {
        return quiet;
    }

    public boolean offline() {
        return offline;
    }

    public Duration deadline() {
        return deadline;
    }
}

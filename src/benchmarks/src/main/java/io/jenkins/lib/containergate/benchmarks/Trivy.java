package io.jenkins.lib.containergate.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Trivy on the same image: all packages and secrets, without vulnerability data, each time with an empty cache. */
final class Trivy {
    private final Path directory;
    private final Optional<Path> program;

    Trivy(Path directory) {
        this.directory = directory;
        this.program = OnPath.program("trivy");
    }

    boolean present() {
        return program.isPresent();
    }

    /** @return most memory it held */
    OptionalLong scan(Path layout) throws IOException, InterruptedException {
        Path cache = Files.createTempDirectory(directory, "trivy");
        Process process = new ProcessBuilder(List.of(
                        program.orElseThrow().toString(),
                        "image",
                        "--quiet",
                        "--offline-scan",
                        "--skip-version-check",
                        // it gives up after 5 minutes by the clock otherwise, which a busy machine may need
                        "--timeout",
                        "1h",
                        "--cache-dir",
                        cache.toString(),
                        "--scanners",
                        "license,secret",
                        "--list-all-pkgs",
                        "--format",
                        "json",
                        "--output",
                        cache.resolve("report.json").toString(),
                        "--input",
                        layout.toString()))
                .inheritIO()
                .start();
        OptionalLong peak = PeakMemory.untilTheEnd(process);
        if (process.exitValue() != 0) {
            throw new IOException("trivy ended with " + process.exitValue());
        }
        return peak;
    }
}

package io.jenkins.lib.containergate.cli.data;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.DataLocation;
import io.jenkins.lib.containergate.feed.DataDirectory;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which data directory a command is about. */
final class DirectoryOption {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Data directory; only you should be able to write to it. Default: $CONTAINER_GATE_DATA, else"
                    + " container-gate/data in $XDG_CACHE_HOME or ~/.cache.")
    private Optional<Path> directory = Optional.empty();

    DataDirectory directory() throws UsageException {
        return new DataDirectory(directory
                .or(DataLocation::usual)
                .orElseThrow(() -> new UsageException("no data directory is known", "name one with --dir DIR")));
    }
}

package io.jenkins.lib.containergate.cli.data;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.output.ProgressLine;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.feed.DataArchive;
import io.jenkins.lib.containergate.feed.DataDirectory;
import io.jenkins.lib.containergate.feed.DataUpdate;
import io.jenkins.lib.containergate.feed.FeedOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gate data import}: takes what an archive carries, as if it came from a publisher. */
@Command(
        name = "import",
        description =
                "Take the data of an archive that gate data export wrote. They are verified as from a publisher, and"
                        + " as old as they were there.")
final class ImportCommand implements Callable<Integer> {
    private static final Duration DEADLINE = Duration.ofHours(1);

    @Parameters(paramLabel = "FILE", description = "Archive to read.")
    private Path file = Path.of("");

    @Mixin
    private DirectoryOption directory = new DirectoryOption();

    private final Terminal terminal;
    private final Clock clock;

    ImportCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException, IOException, InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException("there is no file " + file, "name an archive that gate data export wrote");
        }
        DataDirectory data = directory.directory();
        List<FeedOutcome> outcomes;
        try (DataArchive archive = DataArchive.open(file);
                ProgressLine progress = new ProgressLine(terminal.err(), terminal.interactive(), System::nanoTime)) {
            outcomes = DataUpdate.from(archive, data, DataUpdate.Settings.defaults(), clock, progress)
                    .run(archive.feeds(), archive.sigstore(), Deadline.after(DEADLINE, clock));
        }
        return OutcomeTable.print(outcomes, data, terminal);
    }
}

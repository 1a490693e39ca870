package io.jenkins.lib.containergate.cli.data;

import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.feed.DataArchive;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gate data export}: the data directory as one file. */
@Command(name = "export", description = "Write the data directory as one archive, to carry into an air-gapped network.")
final class ExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "Archive to write.")
    private Path file = Path.of("");

    @Mixin
    private DirectoryOption directory = new DirectoryOption();

    private final Terminal terminal;

    ExportCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws GateException {
        List<String> paths = DataArchive.write(directory.directory(), file.toAbsolutePath());
        terminal.out().println("wrote " + file + ": " + paths.size() + " files");
        terminal.out().flush();
        return ExitCode.PASSED;
    }
}

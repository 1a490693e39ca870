package io.jenkins.lib.containergate.cli.data;

import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.cli.output.TextTable;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.feed.DataArchive;
import io.jenkins.lib.containergate.feed.DataDirectory;
import io.jenkins.lib.containergate.text.Counted;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Groups the commands about published data. */
@Command(
        name = "data",
        description = "Fetch, export and import vulnerability data, exploitation feeds and Sigstore's trusted root.",
        synopsisSubcommandLabel = "(update | status | export | import)",
        subcommands = {
            UpdateCommand.class,
            DataCommand.StatusCommand.class,
            DataCommand.ExportCommand.class,
            ImportCommand.class
        })
public final class DataCommand {

    /** {@code gate data status}: what is there, and how old it is. */
    @Command(name = "status", description = "Say which data are there and how old they are.")
    static final class StatusCommand implements Callable<Integer> {
        @Mixin
        private DirectoryOption directory = new DirectoryOption();

        private final Terminal terminal;
        private final Clock clock;

        StatusCommand(Terminal terminal, Clock clock) {
            this.terminal = terminal;
            this.clock = clock;
        }

        @Override
        public Integer call() throws GateException {
            DataDirectory data = directory.directory();
            if (data.records().isEmpty()) {
                terminal.out().println("no data: run gate data update");
            } else {
                TextTable table = new TextTable("FILE", "SIZE", "CHECKED", "NEWEST", "AGE");
                data.records()
                        .forEach((path, record) -> table.row(
                                path,
                                OutcomeTable.size(record.bytes()),
                                OutcomeTable.time(Optional.of(record.checkedAt())),
                                OutcomeTable.time(record.newest()),
                                age(Duration.between(record.newest().orElse(record.checkedAt()), clock.instant()))));
                terminal.out().print(table);
            }
            terminal.out().println("data directory: " + data.root());
            terminal.out().flush();
            return ExitCode.PASSED;
        }

        private static String age(Duration age) {
            return age.toDays() > 0 ? age.toDays() + " d" : Math.max(0, age.toHours()) + " h";
        }
    }

    /** {@code gate data export}: the data directory as one file. */
    @Command(
            name = "export",
            description = "Write the data directory as one archive, to carry into an air-gapped network.")
    static final class ExportCommand implements Callable<Integer> {
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
            terminal.out().println("wrote " + file + ": " + Counted.of(paths.size(), "file"));
            terminal.out().flush();
            return ExitCode.PASSED;
        }
    }
}

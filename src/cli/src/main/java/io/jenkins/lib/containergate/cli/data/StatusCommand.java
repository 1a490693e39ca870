package io.jenkins.lib.containergate.cli.data;

import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.cli.output.TextTable;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.feed.DataDirectory;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gate data status}: what is there, and how old it is. */
@Command(name = "status", description = "Say which data are there and how old they are.")
final class StatusCommand implements Callable<Integer> {
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
            terminal.out().println("data directory: " + data.root());
            terminal.out().flush();
            return ExitCode.PASSED;
        }
        TextTable table = new TextTable("FILE", "SIZE", "CHECKED", "NEWEST", "AGE");
        data.records()
                .forEach((path, record) -> table.row(
                        path,
                        OutcomeTable.size(record.bytes()),
                        OutcomeTable.time(Optional.of(record.checkedAt())),
                        OutcomeTable.time(record.newest()),
                        age(Duration.between(record.newest().orElse(record.checkedAt()), clock.instant()))));
        terminal.out().print(table);
        terminal.out().println("data directory: " + data.root());
        terminal.out().flush();
        return ExitCode.PASSED;
    }

    private static String age(Duration age) {
        return age.toDays() > 0 ? age.toDays() + " d" : Math.max(0, age.toHours()) + " h";
    }
}

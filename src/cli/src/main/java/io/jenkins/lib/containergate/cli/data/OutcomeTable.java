package io.jenkins.lib.containergate.cli.data;

import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.cli.output.TextTable;
import io.jenkins.lib.containergate.feed.DataDirectory;
import io.jenkins.lib.containergate.feed.FeedOutcome;
import io.jenkins.lib.containergate.feed.FeedRecord;
import io.jenkins.lib.containergate.text.SafeText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what became of each file: a row for it, and two lines for each that did not come. */
final class OutcomeTable {
    private static final int SHOWN = 500;

    private OutcomeTable() {}

    /** @return exit code */
    static int print(List<FeedOutcome> outcomes, DataDirectory directory, Terminal terminal) {
        TextTable table = new TextTable("FILE", "STATE", "SIZE", "CHECKED", "NEWEST");
        for (FeedOutcome outcome : outcomes) {
            Optional<FeedRecord> record = outcome.record();
            table.row(
                    outcome.path(),
                    outcome.status().shown(),
                    record.map(each -> size(each.bytes())).orElse("-"),
                    time(record.map(FeedRecord::checkedAt)),
                    time(record.flatMap(FeedRecord::newest)));
        }
        terminal.out().print(table);
        for (FeedOutcome outcome : outcomes) {
            outcome.fault().ifPresent(fault -> {
                terminal.err()
                        .println("error: " + outcome.path() + ": " + SafeText.visible(fault.problem(), SHOWN)
                                + (outcome.status() == FeedOutcome.Status.KEPT
                                        ? "; the previous file stays in place"
                                        : ""));
                terminal.err().println("  what to do: " + SafeText.visible(fault.remedy(), SHOWN));
            });
        }
        terminal.out().println("data directory: " + directory.root());
        terminal.out().flush();
        return outcomes.stream().anyMatch(FeedOutcome::failed) ? ExitCode.ERROR : ExitCode.PASSED;
    }

    static String size(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    static String time(Optional<Instant> time) {
        return time.map(instant -> instant.toString().replaceFirst("T([0-9:]{5}).*", " $1 UTC"))
                .orElse("-");
    }
}

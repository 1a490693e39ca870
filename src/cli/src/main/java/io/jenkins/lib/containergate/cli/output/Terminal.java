package io.jenkins.lib.containergate.cli.output;

import io.jenkins.lib.containergate.report.console.ConsoleReport;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;

/**
 * Where output goes and whether a person is looking at it.
 *
 * @param colours standard output is a terminal that shows colours
 * @param interactive standard error is a terminal: show progress there
 * @param columns of standard output, or {@link ConsoleReport#UNLIMITED}
 */
public record Terminal(PrintStream out, PrintStream err, boolean colours, boolean interactive, int columns) {
    /** Narrower than any table; also what a program says that does not know. */
    private static final int NARROWEST = 40;

    private static final int WIDEST = 1_000;

    /** The process's own streams; {@code gate} passes which of them are terminals, which Java 17 cannot see itself. */
    public static Terminal ofProcess() {
        Map<String, String> environment = System.getenv();
        boolean plain = environment.containsKey("NO_COLOR") || "dumb".equals(environment.get("TERM"));
        boolean shown = Boolean.getBoolean("container-gate.terminal.out");
        return new Terminal(
                utf8(System.out),
                utf8(System.err),
                !plain && shown,
                !plain && Boolean.getBoolean("container-gate.terminal.err"),
                shown ? columns(environment) : ConsoleReport.UNLIMITED);
    }

    private static int columns(Map<String, String> environment) {
        String exported = environment.getOrDefault("COLUMNS", "");
        return columns(exported.matches("\\d{1,4}") ? Integer.parseInt(exported) : detected());
    }

    /** As picocli finds it for its help: from the terminal itself, whatever the standard streams are. */
    private static int detected() {
        return new CommandLine.Model.UsageMessageSpec().autoWidth(true).width();
    }

    static int columns(int width) {
        return width > 0 && width < WIDEST ? Math.max(width, NARROWEST) : ConsoleReport.UNLIMITED;
    }

    /** Without colours and progress, for scripts and tests. */
    public static Terminal plain(OutputStream out, OutputStream err) {
        return new Terminal(utf8(out), utf8(err), false, false, ConsoleReport.UNLIMITED);
    }

    private static PrintStream utf8(OutputStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }
}

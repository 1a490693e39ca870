package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.document.PolicyFormatException;
import io.jenkins.lib.containergate.policy.merge.PolicyException;
import io.jenkins.lib.containergate.text.SafeText;
import picocli.CommandLine;

/** Errors as two lines, what is wrong and what to do; a stack trace only for what nobody foresaw. */
final class ExceptionReport implements CommandLine.IExecutionExceptionHandler {
    private static final int MAX_LINE = 2000;

    private final Terminal terminal;

    ExceptionReport(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, CommandLine.ParseResult parsed) {
        EarlierReports.remove(command, parsed.expandedArgs());
        if (thrown instanceof UsageException
                || thrown instanceof PolicyFormatException
                || thrown instanceof PolicyException) {
            explain((GateException) thrown);
            return ExitCode.USAGE;
        }
        if (thrown instanceof GateException expected) {
            explain(expected);
        } else if (thrown instanceof InterruptedException) {
            terminal.err().println("error: interrupted before a verdict");
        } else {
            UnforeseenReport.print(thrown, terminal);
        }
        return ExitCode.ERROR;
    }

    private void explain(GateException thrown) {
        lines("error: ", thrown.problem());
        lines("  what to do: ", thrown.remedy());
    }

    private void lines(String label, String text) {
        String start = label;
        for (String line : text.lines().toList()) {
            terminal.err().println(start + SafeText.visible(line.stripLeading(), MAX_LINE));
            start = "  ";
        }
    }
}

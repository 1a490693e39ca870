package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.cli.output.Terminal;
import java.time.Clock;

/** Starts the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(
                GateCommandLine.create(Terminal.ofProcess(), Clock.systemUTC()).execute(arguments));
    }
}

package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.cli.output.Terminal;
import java.time.Clock;

/** Executes any command, for one that calls others, as the arguments of a user would. */
@FunctionalInterface
public interface AnyCommand {
    /** @return the exit code */
    int execute(Terminal terminal, Clock clock, String... arguments);
}

package io.jenkins.lib.containergate.hardening.history;

import java.util.List;
import java.util.Optional;

/**
 * A call of a distribution's package manager.
 *
 * @param program as called: {@code apt-get}
 * @param subcommand the first word the manager knows; options before it may take values that are not told apart
 */
public record PackageManagerCommand(PackageManager manager, String program, String subcommand, List<String> arguments) {
    public PackageManagerCommand {
        arguments = List.copyOf(arguments);
    }

    public static Optional<PackageManagerCommand> of(ShellCommand command) {
        return PackageManager.ofProgram(command.program())
                .flatMap(manager -> command.arguments().stream()
                        .filter(manager::knows)
                        .findFirst()
                        .map(subcommand -> new PackageManagerCommand(
                                manager, command.program(), subcommand, command.arguments())));
    }

    public boolean refreshes() {
        return manager.refreshes(subcommand);
    }

    public boolean installs() {
        return manager.installs(subcommand);
    }

    public boolean upgradesRelease() {
        return manager.upgradesRelease(subcommand);
    }

    /** Program and subcommand; never an argument, which may hold a secret. */
    @Override
    public String toString() {
        return program + " " + subcommand;
    }
}

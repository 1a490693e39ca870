package io.jenkins.lib.containergate.hardening.history;

import java.util.List;

/**
 * One simple command of a script.
 *
 * @param program without its directory: {@code apt-get}
 */
public record ShellCommand(String program, List<String> arguments) {
    public ShellCommand {
        arguments = List.copyOf(arguments);
    }
}

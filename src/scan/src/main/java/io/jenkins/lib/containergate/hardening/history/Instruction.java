package io.jenkins.lib.containergate.hardening.history;

import java.util.List;

/**
 * A Dockerfile instruction as an image's history remembers it.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/">Dockerfile reference</a>
 */
public sealed interface Instruction {

    /** @param commands every simple command of the script, in order */
    record Run(List<ShellCommand> commands) implements Instruction {
        public Run {
            commands = List.copyOf(commands);
        }
    }

    record Add(List<AddSource> sources, String destination) implements Instruction {
        public Add {
            sources = List.copyOf(sources);
        }
    }

    /** Any other instruction, known by its keyword: {@code COPY}, {@code ENV}. */
    record Other(String keyword) implements Instruction {}

    /** Text of a builder that writes no Dockerfile instructions. */
    record Unrecognized() implements Instruction {}
}

package io.jenkins.lib.containergate.hardening.history;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** What an {@code ADD} brings in. */
    sealed interface AddSource {

        /** A file, directory or archive of the build context; named by a checksum in histories of the classic builder. */
        record Local() implements AddSource {}

        /**
         * A download or a clone.
         *
         * @param origin scheme and host only: the rest of an address may hold a password or a token
         */
        record Remote(String origin) implements AddSource {}

        /** Schemes ADD downloads or clones from, and the scp form of a Git remote. */
        Pattern ADDRESS = Pattern.compile("(?i)((?:https?|ftp|git|ssh)://)(?:[^/?#]*@)?([^/?#]*).*", Pattern.DOTALL);

        Pattern GIT_OVER_SSH = Pattern.compile("[A-Za-z0-9._-]+@([A-Za-z0-9.-]+):.*", Pattern.DOTALL);

        static AddSource of(String text) {
            Matcher address = ADDRESS.matcher(text);
            if (address.matches()) {
                return new Remote(address.group(1) + address.group(2));
            }
            Matcher git = GIT_OVER_SSH.matcher(text);
            return git.matches() ? new Remote("ssh://" + git.group(1)) : new Local();
        }
    }

    /**
     * One simple command of a script.
     *
     * @param program without its directory: {@code apt-get}
     */
    record ShellCommand(String program, List<String> arguments) {
        public ShellCommand {
            arguments = List.copyOf(arguments);
        }
    }
}

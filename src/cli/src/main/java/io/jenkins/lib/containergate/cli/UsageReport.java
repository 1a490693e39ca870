package io.jenkins.lib.containergate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says which options nobody knows by their names alone: who guesses {@code --registry-password} gives the password with it,
 * and the message may end up in a log.
 */
final class UsageReport implements IParameterExceptionHandler {
    private static final String REMEDY = "; what follows it is not repeated here";

    private final IParameterExceptionHandler usual;

    UsageReport(IParameterExceptionHandler usual) {
        this.usual = usual;
    }

    @Override
    public int handleParseException(ParameterException thrown, String[] arguments) throws Exception {
        if (!(thrown instanceof UnmatchedArgumentException unmatched)) {
            return usual.handleParseException(thrown, arguments);
        }
        List<String> options = options(unmatched.getUnmatched());
        if (options.isEmpty()) {
            return usual.handleParseException(thrown, arguments);
        }
        CommandLine command = thrown.getCommandLine();
        String label = options.size() == 1 ? "Unknown option: " : "Unknown options: ";
        command.getErr().println(label + String.join(", ", options) + REMEDY);
        UnmatchedArgumentException.printSuggestions(new UnmatchedArgumentException(command, options), command.getErr());
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for more information.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static List<String> options(List<String> unmatched) {
        return unmatched.stream()
                .filter(word -> word.startsWith("-"))
                .map(word -> word.contains("=") ? word.substring(0, word.indexOf('=')) : word)
                .collect(Collectors.toCollection(ArrayList::new));
    }
}

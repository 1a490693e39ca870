package io.jenkins.lib.containergate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong and how to get help, which is too long to find a message above it. Options that nobody knows are named without
 * what follows them: who guesses {@code --registry-password} gives the password with it, and the message may end up in a log.
 */
final class UsageReport implements IParameterExceptionHandler {
    private static final String REMEDY = "; what follows it is not repeated here";

    @Override
    public int handleParseException(ParameterException thrown, String[] arguments) {
        CommandLine command = thrown.getCommandLine();
        EarlierReports.remove(command, expanded(command, arguments));
        if (thrown instanceof UnmatchedArgumentException unmatched) {
            List<String> options = options(unmatched.getUnmatched());
            if (options.isEmpty()) {
                command.getErr().println(thrown.getMessage());
                UnmatchedArgumentException.printSuggestions(unmatched, command.getErr());
            } else {
                String label = options.size() == 1 ? "Unknown option: " : "Unknown options: ";
                command.getErr().println(label + String.join(", ", options) + REMEDY);
                UnmatchedArgumentException.printSuggestions(
                        new UnmatchedArgumentException(command, options), command.getErr());
            }
        } else {
            command.getErr().println(thrown.getMessage());
        }
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for more information.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** With what files of arguments hold; as they were given where parsing did not get that far. */
    private static List<String> expanded(CommandLine command, String[] arguments) {
        ParseResult parsed = command.getParseResult();
        return parsed == null || parsed.expandedArgs().isEmpty() ? List.of(arguments) : parsed.expandedArgs();
    }

    private static List<String> options(List<String> unmatched) {
        return unmatched.stream()
                .filter(word -> word.startsWith("-"))
                .map(word -> word.contains("=") ? word.substring(0, word.indexOf('=')) : word)
                .collect(Collectors.toCollection(ArrayList::new));
    }
}

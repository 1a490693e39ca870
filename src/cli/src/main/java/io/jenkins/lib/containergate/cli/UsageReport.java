package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.policy.yaml.NearestNames;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong in words of this program, what may have been meant, and how to get help, which is too long to find a
 * message above it. Unknown options are named without what follows them: who guesses {@code --registry-password} gives the
 * password with it, and the message may end up in a log.
 */
final class UsageReport implements IParameterExceptionHandler {
    private static final int SHOWN = 80;
    private static final String REMEDY = "; what follows it is not repeated here";

    @Override
    public int handleParseException(ParameterException thrown, String[] arguments) {
        CommandLine command = thrown.getCommandLine();
        EarlierReports.remove(command, expanded(command, arguments));
        if (thrown instanceof UnmatchedArgumentException unmatched) {
            List<String> options = options(unmatched.getUnmatched());
            if (options.isEmpty()) {
                Optional<String> here = command.getSubcommands().isEmpty()
                        ? Optional.empty()
                        : OtherTools.command(unmatched.getUnmatched().get(0));
                command.getErr()
                        .println(unexpected(command, unmatched.getUnmatched())
                                + here.map(answer -> "; " + answer).orElse(""));
                if (here.isEmpty()) {
                    UnmatchedArgumentException.printSuggestions(unmatched, command.getErr());
                }
            } else {
                String label = options.size() == 1 ? "Unknown option: " : "Unknown options: ";
                command.getErr().println(label + String.join(", ", options) + REMEDY);
                List<String> known = options.stream()
                        .flatMap(option -> OtherTools.option(option).map(here -> option + ": " + here).stream())
                        .toList();
                known.forEach(command.getErr()::println);
                if (known.isEmpty()) {
                    UnmatchedArgumentException.printSuggestions(
                            new UnmatchedArgumentException(command, options), command.getErr());
                }
            }
        } else {
            command.getErr().println(message(command, thrown));
        }
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for more information.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String unexpected(CommandLine command, List<String> words) {
        String first = SafeText.visible(words.get(0), SHOWN);
        return command.getSubcommands().isEmpty()
                ? "unexpected argument '" + first + "': "
                        + command.getCommandSpec().qualifiedName() + " takes " + taken(command)
                : "there is no command '" + first + "'";
    }

    /** The arguments that are not options, as the synopsis has them. */
    private static String taken(CommandLine command) {
        List<String> labels = command.getCommandSpec().positionalParameters().stream()
                .map(ArgSpec::paramLabel)
                .toList();
        return labels.isEmpty() ? "options only" : "one " + String.join(" and one ", labels);
    }

    private static String message(CommandLine command, ParameterException thrown) {
        ArgSpec argument = thrown.getArgSpec();
        if (argument instanceof OptionSpec option && argument.type().isEnum() && thrown.getValue() != null) {
            List<String> values = Stream.of(argument.type().getEnumConstants())
                    .map(Object::toString)
                    .toList();
            return "'" + SafeText.visible(thrown.getValue(), SHOWN) + "' is not a value of " + option.longestName()
                    + ": " + NearestNames.hint(thrown.getValue(), values);
        }
        if (argument == null && thrown.getValue() != null) {
            return "there is no command '" + SafeText.visible(thrown.getValue(), SHOWN) + "': "
                    + NearestNames.hint(
                            thrown.getValue(), command.getSubcommands().keySet());
        }
        boolean unnamed = !command.getSubcommands().isEmpty()
                && !(command.getCommandSpec().userObject() instanceof Callable)
                && thrown.getClass() == ParameterException.class;
        return unnamed
                ? command.getCommandSpec().qualifiedName() + " needs a command: "
                        + String.join(", ", command.getSubcommands().keySet())
                : thrown.getMessage();
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

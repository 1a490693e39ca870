package io.jenkins.lib.containergate.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Files and directories that an argument names to be read have to be there, or the command is wrong, whatever would be read. */
final class NamedInputs implements IExecutionStrategy {
    /** What is written, made when it is not there, or does no harm when it is not. */
    private static final Set<String> MADE = Set.of(
            "--cache",
            "--data",
            "--dir",
            "--docker-config",
            "--export",
            "--fix",
            "--ledger",
            "--osv-cache",
            "--out",
            "--traffic",
            "--trust-state",
            "--write");

    private static final Set<String> COMMANDS_THAT_MAKE_THEIR_ARGUMENT = Set.of("export", "ledger");

    private final IExecutionStrategy next;

    NamedInputs(IExecutionStrategy next) {
        this.next = next;
    }

    @Override
    public int execute(ParseResult parsed) {
        for (CommandLine command : parsed.asCommandLineList()) {
            ParseResult arguments = command.getParseResult();
            for (ArgSpec argument : arguments.matchedArgs()) {
                missing(argument, command).ifPresent(path -> {
                    throw wrong(command, "there is no file " + path, "check the path" + given(argument));
                });
                fileForDirectory(argument).ifPresent(path -> {
                    throw wrong(command, path + " is a file", "name a directory with --out");
                });
            }
        }
        return next.execute(parsed);
    }

    private static ExecutionException wrong(CommandLine command, String problem, String remedy) {
        return new ExecutionException(command, problem, new UsageException(problem, remedy));
    }

    /** The option for a directory that is to be written to names a file. */
    private static Optional<Path> fileForDirectory(ArgSpec argument) {
        boolean directory = argument instanceof OptionSpec option
                && option.longestName().equals("--out")
                && argument.paramLabel().equals("DIR");
        return directory
                ? paths(argument.getValue()).filter(Files::isRegularFile).findFirst()
                : Optional.empty();
    }

    private static Optional<Path> missing(ArgSpec argument, CommandLine command) {
        boolean made = argument instanceof OptionSpec option
                ? Stream.of(option.names()).anyMatch(MADE::contains)
                : COMMANDS_THAT_MAKE_THEIR_ARGUMENT.contains(command.getCommandName());
        return made
                ? Optional.empty()
                : paths(argument.getValue()).filter(Files::notExists).findFirst();
    }

    private static Stream<Path> paths(@Nullable Object value) {
        if (value instanceof Path path) {
            return Stream.of(path);
        }
        if (value instanceof Optional<?> optional) {
            return optional.stream().flatMap(NamedInputs::paths);
        }
        return value instanceof Collection<?> several
                ? List.copyOf(several).stream().flatMap(NamedInputs::paths)
                : Stream.empty();
    }

    private static String given(ArgSpec argument) {
        return argument instanceof OptionSpec option ? " given with " + option.longestName() : "";
    }
}

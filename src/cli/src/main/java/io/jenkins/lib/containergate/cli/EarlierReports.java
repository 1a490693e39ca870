package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.cli.image.VerdictFolders;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.report.files.PostureFiles;
import io.jenkins.lib.containergate.report.files.ReportFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Removes the reports of an earlier run from {@code --out} when a command ends without a verdict: whoever reads that directory next
 * must not take the old verdict for that of this run.
 */
final class EarlierReports {
    private static final String OUT = "--out";

    private EarlierReports() {}

    /**
     * What the command is given to read stays, and that it is of an earlier run is said.
     *
     * @param arguments as they were given
     */
    static void remove(CommandLine command, List<String> arguments) {
        OptionSpec out = command.getCommandSpec().findOption(OUT);
        Set<String> names = out == null ? Set.of() : names(out);
        if (names.isEmpty()) {
            return;
        }
        for (Path directory : directories(arguments)) {
            Set<Path> read = arguments.stream()
                    .flatMap(argument -> path(argument.substring(argument.indexOf('=') + 1)).stream())
                    .map(EarlierReports::normal)
                    .collect(Collectors.toSet());
            for (Path each : withFolders(directory, command)) {
                for (String name : names) {
                    Path file = each.resolve(name);
                    if (Files.isRegularFile(file)) {
                        remove(file, read.contains(normal(file)), command);
                    }
                }
            }
        }
    }

    /** A run with several verdicts writes folders; those of deployments may be of this run, which shows each as it comes. */
    private static List<Path> withFolders(Path directory, CommandLine command) {
        List<Path> all = new ArrayList<>(List.of(directory));
        try {
            all.addAll(VerdictFolders.earlier(
                    directory,
                    verdict -> verdict.gates().stream().noneMatch(gate -> gate.gate() == GateName.ADMISSION)));
        } catch (GateException e) {
            command.getErr().println("warning: " + e.problem());
        }
        return all;
    }

    private static void remove(Path file, boolean read, CommandLine command) {
        String why = "the command reads it";
        try {
            if (!read) {
                Files.deleteIfExists(file);
                return;
            }
        } catch (IOException | UncheckedIOException e) {
            why = "it cannot be removed";
        }
        command.getErr().println("warning: " + file + " is of an earlier run: " + why);
    }

    /** Of the reports that the option writes. */
    private static Set<String> names(OptionSpec out) {
        String described = String.join(" ", Arrays.asList(out.description()));
        return Stream.of(ReportFiles.fileNames(), PostureFiles.fileNames())
                .filter(names -> names.stream().anyMatch(described::contains))
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    private static List<Path> directories(List<String> arguments) {
        List<Path> directories = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith(OUT + "=")) {
                path(argument.substring(OUT.length() + 1)).ifPresent(directories::add);
            } else if (argument.equals(OUT) && i + 1 < arguments.size()) {
                path(arguments.get(i + 1)).ifPresent(directories::add);
            }
        }
        return directories;
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Path normal(Path path) {
        return path.toAbsolutePath().normalize();
    }
}

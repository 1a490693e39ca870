package io.jenkins.lib.containergate.cli.policy;

import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.options.PolicyFiles;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.document.PolicyParser.ParsedPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks each file by itself. */
@Command(
        name = "validate",
        description = "Check policy files, each by itself, and print every problem with its line.",
        footer = {"", "Example:", "  gate policy validate container-gate.yaml"})
final class ValidateCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Policy files or files of waivers.")
    private List<Path> files = List.of();

    private final Terminal terminal;

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws GateException {
        boolean valid = true;
        for (Path file : files) {
            ParsedPolicy parsed = PolicyFiles.check(file);
            parsed.problems().forEach(problem -> terminal.out().println(problem));
            if (parsed.problems().isEmpty()) {
                terminal.out().println(file + ": valid");
            } else {
                valid = false;
            }
        }
        return valid ? ExitCode.PASSED : ExitCode.USAGE;
    }
}

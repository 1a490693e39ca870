package io.jenkins.lib.containergate.cli.policy;

import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.options.PolicyFiles;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.document.PolicyParser.ParsedPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Groups the commands about policies. */
@Command(
        name = "policy",
        description =
                "Check policy files, merge them, say which file decided what, try them on a verdict, test their rules,"
                        + " and write waivers.",
        synopsisSubcommandLabel = "(merge | explain | validate | test | try | waive)",
        subcommands = {
            PolicyCommand.MergeCommand.class,
            ExplainCommand.class,
            PolicyCommand.ValidateCommand.class,
            TryCommand.class,
            TestCommand.class,
            WaiveCommand.class,
            ImportCommand.class
        })
public final class PolicyCommand {

    /** Prints the effective policy as one YAML file. */
    @Command(
            name = "merge",
            description = "Print the policy that several files make together, as one file that means the same.",
            footer = {"", "Example:", "  gate policy merge org.yaml team.yaml"})
    static final class MergeCommand implements Callable<Integer> {
        @Mixin
        private PolicyLayers layers = new PolicyLayers();

        private final Terminal terminal;
        private final Clock clock;

        MergeCommand(Terminal terminal, Clock clock) {
            this.terminal = terminal;
            this.clock = clock;
        }

        @Override
        public Integer call() throws GateException {
            terminal.out().print(layers.merge(clock).toYaml());
            return ExitCode.PASSED;
        }
    }

    /** Checks each file by itself. */
    @Command(
            name = "validate",
            description = "Check policy files, each by itself, and print every problem with its line.",
            footer = {"", "Example:", "  gate policy validate container-gate.yaml"})
    static final class ValidateCommand implements Callable<Integer> {
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
}

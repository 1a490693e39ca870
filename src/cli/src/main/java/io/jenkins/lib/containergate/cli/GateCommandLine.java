package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.cli.admission.AdmitCommand;
import io.jenkins.lib.containergate.cli.data.DataCommand;
import io.jenkins.lib.containergate.cli.demo.DemoCommand;
import io.jenkins.lib.containergate.cli.drift.DriftCommand;
import io.jenkins.lib.containergate.cli.drift.LedgerCommand;
import io.jenkins.lib.containergate.cli.drift.PostureCommand;
import io.jenkins.lib.containergate.cli.explain.ExplainCommand;
import io.jenkins.lib.containergate.cli.explain.RulesCommand;
import io.jenkins.lib.containergate.cli.image.AttestCommand;
import io.jenkins.lib.containergate.cli.image.InventoryCommand;
import io.jenkins.lib.containergate.cli.image.RunCommand;
import io.jenkins.lib.containergate.cli.image.ScanCommand;
import io.jenkins.lib.containergate.cli.image.SecretsCommand;
import io.jenkins.lib.containergate.cli.image.VerifyCommand;
import io.jenkins.lib.containergate.cli.learn.LearnCommand;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.cli.policy.DiffCommand;
import io.jenkins.lib.containergate.cli.policy.PolicyCommand;
import io.jenkins.lib.containergate.cli.segments.SegmentsCommand;
import io.jenkins.lib.containergate.cli.task.TaskDefinitionCommand;
import io.jenkins.lib.containergate.report.ToolIdentity;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** The tree of commands. */
@Command(
        name = "gate",
        description =
                "Checks container images and ECS task definitions before you build on, ship, or run them on Amazon"
                        + " ECS.",
        mixinStandardHelpOptions = true,
        versionProvider = GateCommandLine.VersionProvider.class,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  PASS or WARN",
            "  1  FAIL: the policy forbids what was found, whatever could not be decided",
            "  2  the command or a policy file is wrong, or a file that it names is not there",
            "  3  ERROR: nothing forbidden was found, and something could not be decided"
        })
public final class GateCommandLine {
    private static final List<Class<?>> SUBCOMMANDS = List.of(
            DemoCommand.class,
            RunCommand.class,
            ScanCommand.class,
            SecretsCommand.class,
            TaskDefinitionCommand.class,
            SegmentsCommand.class,
            LearnCommand.class,
            DriftCommand.class,
            PostureCommand.class,
            LedgerCommand.class,
            VerifyCommand.class,
            AttestCommand.class,
            AdmitCommand.class,
            InventoryCommand.class,
            DiffCommand.class,
            PolicyCommand.class,
            ExplainCommand.class,
            RulesCommand.class,
            DataCommand.class,
            CompletionCommand.class,
            CommandLine.HelpCommand.class);
    /** Those that show the other commands. */
    private static final List<Class<?>> OF_ALL = List.of(CompletionCommand.class, CommandLine.HelpCommand.class);

    private static final List<String> VERSION = List.of("-V", "--version");

    /** Columns of help: lines of more are hard to read, and the parser refuses fewer. */
    private static final int WIDEST = 100;

    private static final int NARROWEST = 60;

    private GateCommandLine() {}

    public static CommandLine create(Terminal terminal, Clock clock) {
        return create(terminal, clock, SUBCOMMANDS);
    }

    /**
     * Executes what arguments say. If the first one names a command, the options of that command alone are described:
     * to describe those of all takes longer than most commands.
     *
     * @return the exit code
     */
    public static int execute(Terminal terminal, Clock clock, String... arguments) {
        return create(terminal, clock, described(arguments)).execute(arguments);
    }

    private static List<Class<?>> described(String... arguments) {
        if (arguments.length == 0) {
            return SUBCOMMANDS;
        }
        if (arguments.length == 1 && VERSION.contains(arguments[0])) {
            return List.of();
        }
        for (Class<?> each : SUBCOMMANDS) {
            if (each.getAnnotation(Command.class).name().equals(arguments[0])) {
                return OF_ALL.contains(each) ? SUBCOMMANDS : List.of(each);
            }
        }
        return SUBCOMMANDS;
    }

    private static CommandLine create(Terminal terminal, Clock clock, List<Class<?>> subcommands) {
        CommandLine commandLine =
                new CommandLine(new GateCommandLine(), new Commands(terminal, clock, GateCommandLine::execute));
        subcommands.forEach(commandLine::addSubcommand);
        helpEverywhere(commandLine);
        OptionGroups.in(commandLine);
        commandLine.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        commandLine.setExecutionStrategy(new NamedInputs(commandLine.getExecutionStrategy()));
        commandLine.setExecutionExceptionHandler(new ExceptionReport(terminal));
        commandLine.setParameterExceptionHandler(new UsageReport());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setUsageHelpWidth(Math.max(NARROWEST, Math.min(WIDEST, terminal.columns())));
        commandLine.setUsageHelpLongOptionsMaxWidth(30);
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(
                terminal.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        return commandLine;
    }

    /** {@code gate scan --help} is asked as often as {@code gate help scan}, and before its required parameters are known. */
    private static void helpEverywhere(CommandLine command) {
        for (CommandLine subcommand : command.getSubcommands().values()) {
            if (subcommand.getCommandSpec().findOption("--help") == null) {
                subcommand
                        .getCommandSpec()
                        .addOption(OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .description("Show this help message and exit.")
                                .build());
                helpEverywhere(subcommand);
            }
        }
    }

    /** Prints a completion script. */
    @Command(name = "completion", description = "Print a completion script for bash and zsh: source <(gate completion)")
    static final class CompletionCommand implements Runnable {
        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            spec.commandLine()
                    .getOut()
                    .print(AutoComplete.bash("gate", spec.root().commandLine()));
            spec.commandLine().getOut().flush();
        }
    }

    /** {@code gate --version}. */
    static final class VersionProvider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            ToolIdentity tool = ToolIdentity.ofThisBuild();
            return new String[] {tool.name() + " " + tool.version(), "Java " + System.getProperty("java.version")};
        }
    }
}

package io.jenkins.lib.containergate.cli.policy;

import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.options.PolicyFiles;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.cli.output.TextTable;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.gate.trial.DecisionChange;
import io.jenkins.lib.containergate.gate.trial.PolicyTrial;
import io.jenkins.lib.containergate.gate.trial.TrialResult;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.text.SafeText;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what another policy would have made of a verdict. */
@Command(
        name = "try",
        description =
                "Evaluate the findings of a verdict under another policy, as if it had been in force then, and print"
                        + " which decisions change. The image is not read again.",
        footer = {"", "Example:", "  gate policy try target/verdict.json --policy stricter.yaml"})
final class TryCommand implements Callable<Integer> {
    private static final int MAX_TEXT = 200;

    @Parameters(paramLabel = "VERDICT", description = "A verdict.json.")
    private Path verdict = Path.of("");

    @Option(
            names = "--policy",
            required = true,
            paramLabel = "FILE",
            description = "Policy file to try. Repeatable, outermost floor first.")
    private List<Path> policies = List.of();

    @Option(
            names = "--waivers",
            paramLabel = "FILE",
            description = "File of waivers, as the innermost layer. Repeatable.")
    private List<Path> waivers = List.of();

    private final Terminal terminal;
    private final Clock clock;

    TryCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    /** The exit code is that of the outcome under the policy that is tried. */
    @Override
    public Integer call() throws GateException {
        TrialResult trial =
                new PolicyTrial(PolicyFiles.merge(policies, waivers, clock)).judge(VerdictFiles.read(verdict));
        if (!trial.changes().isEmpty()) {
            terminal.out().print(table(trial.changes()));
        }
        trial.caveats().forEach(caveat -> terminal.out().println("note: " + caveat));
        terminal.out()
                .println(trial.before().outcome() + " -> " + trial.after().outcome() + "  "
                        + trial.changes().size() + " decisions change  "
                        + SafeText.visible(trial.before().subject().reference(), MAX_TEXT));
        return ExitCode.of(trial.after().outcome());
    }

    private static String table(List<DecisionChange> changes) {
        TextTable table = new TextTable("GATE", "RULE", "FOUND", "BEFORE", "NOW", "DECIDED BY");
        for (DecisionChange change : changes) {
            Finding finding = change.before().finding();
            table.row(
                    change.gate().key(),
                    SafeText.visible(finding.rule().value(), MAX_TEXT),
                    SafeText.visible(finding.actual(), MAX_TEXT),
                    change.before().decision().name(),
                    change.decision(),
                    change.after().map(DecidedFinding::decidedBy).orElse("the rule is off"));
        }
        return table.toString();
    }
}

package io.jenkins.lib.containergate.cli.policy;

import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.fault.GateException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the effective policy as one YAML file. */
@Command(
        name = "merge",
        description = "Print the policy that several files make together, as one file that means the same.",
        footer = {"", "Example:", "  gate policy merge org.yaml team.yaml"})
final class MergeCommand implements Callable<Integer> {
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

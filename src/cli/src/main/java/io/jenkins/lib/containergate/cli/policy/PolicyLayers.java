package io.jenkins.lib.containergate.cli.policy;

import io.jenkins.lib.containergate.cli.options.PolicyFiles;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The files that {@code merge} and {@code explain} work on. */
final class PolicyLayers {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Policy files, outermost floor first.")
    private List<Path> files = List.of();

    @Option(
            names = "--waivers",
            paramLabel = "FILE",
            description = "File of waivers, as the innermost layer. Repeatable.")
    private List<Path> waivers = List.of();

    EffectivePolicy merge(Clock clock) throws GateException {
        return PolicyFiles.merge(files, waivers, clock);
    }
}

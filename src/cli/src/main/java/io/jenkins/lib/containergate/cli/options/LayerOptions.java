package io.jenkins.lib.containergate.cli.options;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The files of the policy: its layers, and waivers within them. */
public final class LayerOptions {
    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Policy file. Repeatable, outermost floor first; a later one can only tighten."
                    + " Default: no CRITICAL, no HIGH.")
    private List<Path> policies = List.of();

    @Option(
            names = "--waivers",
            paramLabel = "FILE",
            description = "File of waivers, as the innermost layer: the floor says what it can waive. Repeatable.")
    private List<Path> waivers = List.of();

    public List<Path> policies() {
        return List.copyOf(policies);
    }

    public List<Path> waivers() {
        return List.copyOf(waivers);
    }
}

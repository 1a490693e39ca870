package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.cli.options.OutputOptions;
import io.jenkins.lib.containergate.cli.options.PolicyOptions;
import io.jenkins.lib.containergate.cli.options.ReadOptions;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What every command takes that judges images. */
final class JudgingOptions {
    @Mixin
    private PolicyOptions policies = new PolicyOptions();

    @Mixin
    private ReadOptions read = new ReadOptions();

    @Mixin
    private RegistryOptions registries = new RegistryOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(
            names = "--sbom",
            paramLabel = "FILE",
            description =
                    "SBOM of the image, CycloneDX or SPDX as JSON: its packages are checked in addition to those found in the image.")
    private Optional<Path> sbom = Optional.empty();

    Optional<Path> sbom() {
        return sbom;
    }

    PolicyOptions policies() {
        return policies;
    }

    ReadOptions read() {
        return read;
    }

    RegistryOptions registries() {
        return registries;
    }

    OutputOptions output() {
        return output;
    }
}

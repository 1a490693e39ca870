package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.cli.options.OutputOptions;
import io.jenkins.lib.containergate.cli.options.PolicyOptions;
import io.jenkins.lib.containergate.cli.options.ReadOptions;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import picocli.CommandLine.Mixin;

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

package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.cli.options.ReadOptions;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import picocli.CommandLine.Mixin;

/** An image and how to get at it, for commands that do not judge. */
final class ImageAccess {
    @Mixin
    private ImageArgument image = new ImageArgument();

    @Mixin
    private ReadOptions read = new ReadOptions();

    @Mixin
    private RegistryOptions registries = new RegistryOptions();

    ImageArgument image() {
        return image;
    }

    ReadOptions read() {
        return read;
    }

    RegistryOptions registries() {
        return registries;
    }
}

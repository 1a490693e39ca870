package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The policy layers and what the policy is compared with. */
public final class PolicyOptions {
    @Mixin
    private LayerOptions layers = new LayerOptions();

    @Option(
            names = "--baseline",
            paramLabel = "FILE|IMAGE",
            description = "verdict.json of the last passed image or tree, for policies with baseline: new-only or"
                    + " newFindings under vulnerabilities or secrets. Of an image with its tag or digest: its newest"
                    + " verdict, attested by a signer that the policy trusts.")
    private Optional<String> baseline = Optional.empty();

    @Option(
            names = "--base-image",
            paramLabel = "IMAGE",
            description = "The image this one is built on, for policies with limits of their own for it.")
    private Optional<String> baseImage = Optional.empty();

    @Option(
            names = "--upgrades",
            description =
                    "Also scan what the tag of the base image names now and newer tags, and note how many vulnerabilities each removes.")
    private boolean upgrades;

    public List<Path> policies() {
        return layers.policies();
    }

    public List<Path> waivers() {
        return layers.waivers();
    }

    public Optional<String> baseline() {
        return baseline;
    }

    /** Whether to scan what the tag of the base image names now, and newer tags. */
    public boolean upgrades() {
        return upgrades;
    }

    /** @throws UsageException when it is not an image location */
    public Optional<ImageLocation> baseImage() throws UsageException {
        try {
            return baseImage.isEmpty() ? Optional.empty() : Optional.of(ImageLocation.parse(baseImage.get()));
        } catch (GateException e) {
            throw new UsageException(e);
        }
    }
}

package io.jenkins.lib.containergate.cli.task;

import io.jenkins.lib.containergate.cli.options.CacheOptions;
import io.jenkins.lib.containergate.cli.options.VulnerabilityOptions;
import io.jenkins.lib.containergate.cli.signature.SignatureOptions;
import io.jenkins.lib.containergate.gate.ImageDemand;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is asked about the images that tasks run. */
public final class TaskImageOptions {
    @Option(
            names = "--read-images",
            description = "Read the images from their registries: their users count, and --fix writes their digests.")
    private boolean read;

    @Option(
            names = "--verify-images",
            description = "Verify who signed every image, sidecars included, as gate verify does.")
    private boolean verify;

    @Option(names = "--scan-images", description = "Scan every image, sidecars included, as gate scan does.")
    private boolean scan;

    @Mixin
    private VulnerabilityOptions vulnerabilities = new VulnerabilityOptions();

    @Mixin
    private SignatureOptions signatures = new SignatureOptions();

    @Mixin
    private CacheOptions cache = new CacheOptions();

    boolean read() {
        return read;
    }

    /** What the options or the policy demand. */
    Set<ImageDemand> demands(EffectivePolicy policy) {
        Set<ImageDemand> demands = EnumSet.noneOf(ImageDemand.class);
        demands.addAll(ImageDemand.of(policy));
        if (verify || signatures.demanding()) {
            demands.add(ImageDemand.SIGNED);
        }
        if (scan) {
            demands.add(ImageDemand.SCANNED);
        }
        return demands;
    }

    VulnerabilityOptions vulnerabilities() {
        return vulnerabilities;
    }

    SignatureOptions signatures() {
        return signatures;
    }

    CacheOptions cache() {
        return cache;
    }
}

package io.jenkins.lib.containergate.cli.policy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.PolicyFiles;
import io.jenkins.lib.containergate.cli.options.ReadOptions;
import io.jenkins.lib.containergate.cli.options.VerdictName;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import io.jenkins.lib.containergate.cli.signature.TrustOptions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.AttachedVerdicts;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.text.SafeText;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Reads verdicts from files, and those attested to images from their registries. */
final class VerdictSources {
    private static final int MAX_TEXT = 200;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "Policy file whose signatures say whose verdicts on an image count. Repeatable, outermost first.")
    private List<Path> policies = List.of();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Mixin
    private ReadOptions read = new ReadOptions();

    @Mixin
    private RegistryOptions registries = new RegistryOptions();

    /** @param signer who attested it, for one of an image */
    record FoundVerdict(Verdict verdict, Optional<String> signer) {}

    Deadline deadline(Clock clock) {
        return Deadline.after(read.deadline(), clock);
    }

    /**
     * @param named a file, or an image with its tag or digest
     * @throws UsageException when it is neither
     */
    FoundVerdict read(String named, Deadline deadline, Clock clock) throws GateException, InterruptedException {
        Optional<ImageLocation.Registry> image = VerdictName.image(named);
        if (image.isPresent()) {
            return attached(image.get(), deadline, clock);
        }
        try {
            Path file = Path.of(named);
            if (Files.notExists(file)) {
                throw new UsageException(
                        "there is no file " + shown(named), "name a verdict.json, or an image with its tag or digest");
            }
            return new FoundVerdict(VerdictFiles.read(file), Optional.empty());
        } catch (InvalidPathException e) {
            throw new UsageException("'" + shown(named) + "' is not a file name on this system", "check the path");
        }
    }

    private FoundVerdict attached(ImageLocation.Registry image, Deadline deadline, Clock clock)
            throws GateException, InterruptedException {
        EffectivePolicy policy = PolicyFiles.merge(policies, List.of(), clock);
        RegistryClient client = registries.client(image, clock);
        SignatureGate gate = trust.gate(policy, client, registries, deadline, clock);
        AttachedVerdicts.Read attached = new AttachedVerdicts(gate.verdicts(), VerdictReader.DEFAULT_MAX_BYTES)
                .newest(client.reader(image.reference()), image.reference(), read.platform(), deadline);
        return new FoundVerdict(attached.verdict(), Optional.of(attached.signer()));
    }

    private static String shown(String text) {
        return SafeText.visible(text, MAX_TEXT);
    }
}

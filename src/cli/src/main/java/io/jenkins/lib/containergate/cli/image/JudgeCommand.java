package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.PolicyFiles;
import io.jenkins.lib.containergate.cli.options.PolicyOptions;
import io.jenkins.lib.containergate.cli.options.VulnerabilityOptions;
import io.jenkins.lib.containergate.cli.output.ProgressLine;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import io.jenkins.lib.containergate.cli.signature.TrustOptions;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ImageGate;
import io.jenkins.lib.containergate.inventory.sbom.Sbom;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command that judges an image and ends with the exit code of the worst verdict. */
abstract class JudgeCommand implements Callable<Integer> {
    @Mixin
    private ImageArgument image = new ImageArgument();

    @Mixin
    private VulnerabilityOptions vulnerabilities = new VulnerabilityOptions();

    @Mixin
    private JudgingOptions options = new JudgingOptions();

    private final Terminal terminal;
    private final Clock clock;

    JudgeCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException, IOException, InterruptedException {
        EffectivePolicy policy = policy(options.policies(), clock);
        List<JudgedImage> judged;
        Optional<Path> alone = evaluatesSboms() ? image.sbom() : Optional.empty();
        if (alone.isPresent()) {
            judged = List.of(sbom(alone.get(), policy));
            new VerdictPrinter(terminal, options.output(), policy).print(judged);
            return ExitCode.of(judged.get(0).verdict().outcome());
        }
        try (ProgressLine progress = new ProgressLine(terminal.err(), terminal.interactive(), System::nanoTime)) {
            judged = new ImageRun(vulnerabilities, options, policy, secrets(policy), trust(), clock, progress)
                    .judge(image.location(), this::tasks);
            judged = complete(
                    judged,
                    policy,
                    options.registries(),
                    Deadline.after(options.read().deadline(), clock),
                    progress);
        }
        new VerdictPrinter(terminal, options.output(), policy).print(judged);
        return ExitCode.of(judged.stream()
                .map(each -> each.verdict().outcome())
                .reduce(Outcome::worse)
                .orElse(Outcome.ERROR));
    }

    private JudgedImage sbom(Path file, EffectivePolicy policy) throws GateException, InterruptedException {
        if (options.sbom().isPresent()
                || options.policies().upgrades()
                || options.policies().baseline().isPresent()
                || options.policies().baseImage().isPresent()) {
            throw new UsageException(
                    "--sbom, --base-image, --baseline and --upgrades are about an image, and there is none",
                    "name the image, or remove them");
        }
        try (ProgressLine progress = new ProgressLine(terminal.err(), terminal.interactive(), System::nanoTime)) {
            Sbom sbom = SbomFile.readAlone(file, policy);
            ImageGate gate = new ImageGate(
                    new KnowledgeLoader(
                                    vulnerabilities,
                                    policy,
                                    new AwsScanLoader(options.registries().aws().access()),
                                    clock)
                            .load(),
                    policy,
                    clock);
            return new JudgedImage(
                    gate.judge(sbom, Deadline.after(options.read().deadline(), clock), progress),
                    Optional.of(sbom.inventory()));
        } catch (UsageException e) {
            throw e;
        } catch (GateException e) {
            return new JudgedImage(ImageGate.unreadableSbom(file.toString(), e, policy, clock), Optional.empty());
        }
    }

    /** Whether an SBOM may be named in the place of an image. */
    boolean evaluatesSboms() {
        return false;
    }

    /** Definitions of tasks that will run the image. */
    Definitions tasks() throws GateException {
        return Definitions.none();
    }

    /** How to search for secrets in the same pass; empty when this command does not. */
    Optional<SecretSearch> secrets(EffectivePolicy policy) throws UsageException {
        return Optional.empty();
    }

    /** What signatures are verified with, besides what the policy says. */
    TrustOptions trust() {
        return new TrustOptions();
    }

    final ImageLocation location() throws UsageException {
        return image.location();
    }

    final Clock clock() {
        return clock;
    }

    /** The layers of the options. */
    EffectivePolicy policy(PolicyOptions options, Clock now) throws GateException {
        return PolicyFiles.merge(options.policies(), options.waivers(), now);
    }

    /** What further gates say of the images; none by default. */
    List<JudgedImage> complete(
            List<JudgedImage> judged,
            EffectivePolicy policy,
            RegistryOptions options,
            Deadline deadline,
            ProgressListener progress)
            throws GateException, InterruptedException {
        return judged;
    }
}

package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.PolicyOptions;
import io.jenkins.lib.containergate.cli.options.ReadOptions;
import io.jenkins.lib.containergate.cli.options.VulnerabilityOptions;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import io.jenkins.lib.containergate.cli.signature.TrustOptions;
import io.jenkins.lib.containergate.ecs.reader.Definitions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.AttestedSboms;
import io.jenkins.lib.containergate.gate.AttestedVex;
import io.jenkins.lib.containergate.gate.BaseImage;
import io.jenkins.lib.containergate.gate.BaselineUse;
import io.jenkins.lib.containergate.gate.Comparison;
import io.jenkins.lib.containergate.gate.ImageGate;
import io.jenkins.lib.containergate.gate.ImageInspector;
import io.jenkins.lib.containergate.gate.InspectedImage;
import io.jenkins.lib.containergate.gate.PinnedKeys;
import io.jenkins.lib.containergate.gate.VulnerabilityKnowledge;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.signature.sigstore.TrustedRoot;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From options to verdicts: whatever goes wrong on the way to a verdict becomes an ERROR verdict, so that it is reported. */
final class ImageRun {
    private final VulnerabilityOptions vulnerabilities;
    private final PolicyOptions policies;
    private final ReadOptions read;
    private final RegistryOptions registries;
    private final EffectivePolicy policy;
    private final Clock clock;
    private final ProgressListener progress;
    private final Optional<SecretSearch> secrets;
    private final Optional<Path> sbom;
    private final Optional<TrustedRoot> root;
    private final TrustOptions trust;
    private final Limits limits = Limits.defaults();

    /**
     * @param secrets how to search for secrets in the same pass; empty when nobody asked for them
     * @param trust what signatures on a baseline and on attested documents are verified with, besides what the policy says
     * @throws UsageException when its trusted root is needed and cannot be read
     */
    ImageRun(
            VulnerabilityOptions vulnerabilities,
            JudgingOptions options,
            EffectivePolicy policy,
            Optional<SecretSearch> secrets,
            TrustOptions trust,
            Clock clock,
            ProgressListener progress)
            throws UsageException {
        this.vulnerabilities = vulnerabilities;
        this.policies = options.policies();
        this.read = options.read();
        this.registries = options.registries();
        this.sbom = options.sbom();
        this.policy = policy;
        this.secrets = secrets;
        this.trust = trust;
        this.clock = clock;
        this.progress = progress;
        boolean documents = AttestedVex.asked(policy)
                || AttestedSboms.asked(policy)
                || BaseProvenance.asked(policy, policies.upgrades());
        this.root = documents ? trust.root() : Optional.empty();
    }

    /** With a note if a baseline was named and the policy compares nothing with it. */
    private Verdict compared(Verdict verdict) {
        Optional<PolicyNote> unused = policies.baseline().isEmpty()
                ? Optional.empty()
                : BaselineUse.unused(
                        policy,
                        secrets.isPresent()
                                ? new BaselineUse[] {BaselineUse.VULNERABILITIES, BaselineUse.SECRETS}
                                : new BaselineUse[] {BaselineUse.VULNERABILITIES});
        return unused.map(verdict::noted).orElse(verdict);
    }

    /** Reads the definitions of tasks that will run the image. */
    interface Tasks {
        Definitions read() throws GateException;
    }

    /**
     * One verdict for each platform of the image.
     *
     * @throws UsageException when the options contradict each other or name something that is not there
     */
    List<JudgedImage> judge(ImageLocation location, Tasks tasks)
            throws GateException, IOException, InterruptedException {
        Optional<Platform> platform = read.platform();
        Optional<ImageLocation> base = policies.baseImage();
        if (secrets.isPresent()) {
            Baseline.requireKey(policies.baseline(), policy, secrets.get());
        }
        Deadline deadline = Deadline.after(read.deadline(), clock);
        try (Workspace workspace = Workspace.create()) {
            Baseline baseline = Baseline.read(
                    policies.baseline(),
                    GateName.VULNERABILITIES,
                    new AttestedBaselines(trust, policy, registries, read, vulnerabilities.offline(), clock));
            VulnerabilityKnowledge knowledge = new KnowledgeLoader(
                            vulnerabilities,
                            policy,
                            new AwsScanLoader(registries.aws().access()),
                            clock)
                    .load();
            ImageGate gate = new ImageGate(
                    knowledge,
                    policy,
                    clock,
                    tasks.read(),
                    secrets.map(search -> search.catalogue().customRules()).orElse(List.of()));
            return judge(location, platform, base, baseline, gate, deadline, workspace);
        } catch (UsageException e) {
            throw e;
        } catch (GateException e) {
            return List.of(new JudgedImage(
                    ImageGate.unreadable(location.text(), gates(), e, policy, clock), Optional.empty()));
        }
    }

    private List<JudgedImage> judge(
            ImageLocation location,
            Optional<Platform> platform,
            Optional<ImageLocation> base,
            Baseline baseline,
            ImageGate gate,
            Deadline deadline,
            Workspace workspace)
            throws GateException, IOException, InterruptedException {
        ImageInspector reading = new ImageInspector(
                new LayerReaders(read.cache(), clock, progress).reader(limits, workspace.directory()), limits);
        ImageInspector inspector = secrets.map(reading::searching).orElse(reading);
        ImageSources sources = sources(location, workspace);
        BaseProvenance provenance = new BaseProvenance(
                policy,
                root,
                PinnedKeys.of(registries.signingServices(), deadline),
                name -> registries.client(location, clock).reader(name),
                clock);
        BaseImageLookup bases =
                new BaseImageLookup(policy, sources, tags(location), provenance, limits, policies.upgrades());
        List<JudgedImage> judged = new ArrayList<>();
        List<Optional<BaseImage>> built = new ArrayList<>();
        try (ImageSource source = sources.open(location, limits)) {
            for (Image image : source.resolve(platform, deadline)) {
                try {
                    Optional<Image> below = base(base, image, sources, deadline);
                    InspectedImage seen = inspector.inspect(location, image, deadline, progress);
                    InspectedImage named = sbom.isEmpty() ? seen : seen.with(SbomFile.read(sbom.get()));
                    AttestedStatements.Beside beside =
                            new AttestedStatements(registries, policy, root, clock).beside(location, image, deadline);
                    InspectedImage inspected = beside.sboms().map(named::with).orElse(named);
                    Optional<BaseImage> builtOn = bases.builtOn(location, base, below, image, deadline);
                    Verdict verdict = gate.judge(
                            inspected,
                            new Comparison(
                                    below,
                                    baseline.vulnerabilities(),
                                    baseline.secrets(),
                                    beside.vex(),
                                    beside.sboms().map(AttestedSboms.Read::account),
                                    builtOn),
                            deadline,
                            progress);
                    judged.add(new JudgedImage(compared(baseline.noted(verdict)), Optional.of(inspected.inventory())));
                    built.add(builtOn);
                } catch (GateException e) {
                    judged.add(
                            new JudgedImage(ImageGate.unreadable(image, gates(), e, policy, clock), Optional.empty()));
                    built.add(Optional.empty());
                }
            }
            // what is only a note comes last, so that no platform waits for the notes of another
            for (int i = 0; i < judged.size(); i++) {
                JudgedImage each = judged.get(i);
                if (each.inventory().isPresent()) {
                    judged.set(
                            i,
                            new JudgedImage(
                                    bases.withUpgrade(each.verdict(), built.get(i), gate, reading, deadline, progress),
                                    each.inventory()));
                }
            }
        }
        return judged;
    }

    private Set<GateName> gates() {
        Set<GateName> gates = new HashSet<>(ImageGate.GATES);
        secrets.ifPresent(search -> gates.add(GateName.SECRETS));
        return gates;
    }

    private ImageSources sources(ImageLocation location, Workspace workspace) throws UsageException {
        return vulnerabilities.offline()
                ? ReachableImages.offline(workspace.directory())
                : ReachableImages.everywhere(registries, location, workspace.directory(), clock);
    }

    private BaseImageLookup.Tags tags(ImageLocation location) {
        return (name, until) -> {
            if (vulnerabilities.offline()) {
                throw new GateException("the tags of a repository cannot be listed with --offline", "remove --offline");
            }
            return registries.client(location, clock).reader(name).tags(until);
        };
    }

    /** Only the configuration of the base image is used, so its source may be closed again. */
    private Optional<Image> base(Optional<ImageLocation> location, Image image, ImageSources sources, Deadline deadline)
            throws GateException, IOException, InterruptedException {
        if (location.isEmpty()) {
            return Optional.empty();
        }
        try (ImageSource source = sources.open(location.get(), limits)) {
            return Optional.of(
                    source.resolve(Optional.of(image.platform()), deadline).get(0));
        }
    }
}

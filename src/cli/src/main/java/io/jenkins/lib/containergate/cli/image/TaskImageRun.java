package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.CacheOptions;
import io.jenkins.lib.containergate.cli.options.VulnerabilityOptions;
import io.jenkins.lib.containergate.cli.signature.SignatureCheck;
import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.BaseImage;
import io.jenkins.lib.containergate.gate.Comparison;
import io.jenkins.lib.containergate.gate.ContainerVerdicts;
import io.jenkins.lib.containergate.gate.ImageDemand;
import io.jenkins.lib.containergate.gate.ImageGate;
import io.jenkins.lib.containergate.gate.ImageInspector;
import io.jenkins.lib.containergate.gate.InspectedImage;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import io.jenkins.lib.containergate.vulnerability.ecr.ImageScans;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges the images that tasks name in registries: what they hold, and who signed them. */
public final class TaskImageRun implements ContainerVerdicts.ImageCheck {
    private final Set<ImageDemand> demands;
    private final VulnerabilityOptions vulnerabilities;
    private final Reading reading;
    private final SignatureCheck signatures;
    private final EffectivePolicy policy;
    private final Clock clock;
    private final List<JudgedImage> judged = new ArrayList<>();
    private final Map<Platform, Map<String, ImageConfig>> configs = new HashMap<>();
    private final BaseImageLookup bases;
    private Optional<ImageGate> gate = Optional.empty();

    /** How images are read. */
    public record Reading(
            ImageSources sources,
            CacheOptions cache,
            ImageScans scans,
            Workspace workspace,
            Deadline deadline,
            ProgressListener progress) {}

    public TaskImageRun(
            Set<ImageDemand> demands,
            VulnerabilityOptions vulnerabilities,
            Reading reading,
            SignatureCheck signatures,
            BaseProvenance provenance,
            EffectivePolicy policy,
            Clock clock) {
        this.demands = Set.copyOf(demands);
        this.vulnerabilities = vulnerabilities;
        this.reading = reading;
        this.signatures = signatures;
        this.policy = policy;
        this.clock = clock;
        this.bases = new BaseImageLookup(
                policy,
                reading.sources(),
                (name, deadline) -> signatures.repository(name).tags(deadline),
                provenance,
                Limits.defaults(),
                false);
    }

    @Override
    public Verdict judge(String image, Platform platform) throws GateException, IOException, InterruptedException {
        JudgedImage result;
        try {
            if (vulnerabilities.offline()) {
                throw new GateException("images in registries cannot be read with --offline", "remove --offline");
            }
            result = judge(image, ImageReference.parse(image), platform);
        } catch (UsageException e) {
            throw e;
        } catch (GateException e) {
            result = unreadable(image, e);
        }
        judged.add(result);
        return result.verdict();
    }

    /** Every verdict so far, with what the image holds. */
    public List<JudgedImage> judged() {
        return List.copyOf(judged);
    }

    /** What was read of images of the platform. */
    public ContainerImages images(Platform platform) {
        return new ContainerImages(configs.getOrDefault(platform, Map.of()));
    }

    private JudgedImage judge(String image, ImageReference reference, Platform platform)
            throws GateException, IOException, InterruptedException {
        if (!demands.contains(ImageDemand.SCANNED)) {
            return new JudgedImage(signatures.verify(image, reference, Optional.of(platform)), Optional.empty());
        }
        JudgedImage scanned = scan(new ImageLocation.Registry(image, reference), platform);
        return demands.contains(ImageDemand.SIGNED)
                ? new JudgedImage(signatures.join(scanned.verdict(), reference), scanned.inventory())
                : scanned;
    }

    private JudgedImage scan(ImageLocation.Registry location, Platform platform)
            throws GateException, IOException, InterruptedException {
        ImageGate judging = gate();
        Limits limits = Limits.defaults();
        ImageInspector inspector = new ImageInspector(
                new LayerReaders(reading.cache(), clock, reading.progress())
                        .reader(limits, reading.workspace().directory()),
                limits);
        try (ImageSource source = reading.sources().open(location, limits)) {
            List<Image> images = source.resolve(Optional.of(platform), reading.deadline());
            Image image = images.get(0);
            if (images.size() > 1) {
                throw new GateException(
                        location.text() + " has " + images.size() + " images for " + platform
                                + ", and the task does not say which it runs",
                        "name the image by its digest");
            }
            InspectedImage inspected = inspector.inspect(location, image, reading.deadline(), reading.progress());
            configs.computeIfAbsent(platform, unused -> new HashMap<>()).put(location.text(), image.config());
            Optional<BaseImage> builtOn =
                    bases.builtOn(location, Optional.empty(), Optional.empty(), image, reading.deadline());
            Verdict verdict = judging.judge(
                    inspected, Comparison.none().builtOn(builtOn), reading.deadline(), reading.progress());
            PackageInventory inventory = inspected.inventory();
            return new JudgedImage(verdict, Optional.of(inventory));
        }
    }

    private ImageGate gate() throws GateException {
        if (gate.isEmpty()) {
            gate = Optional.of(new ImageGate(
                    new KnowledgeLoader(vulnerabilities, policy, reading.scans(), clock).load(), policy, clock));
        }
        return gate.get();
    }

    private JudgedImage unreadable(String image, GateException cause) {
        Set<GateName> gates = EnumSet.noneOf(GateName.class);
        if (demands.contains(ImageDemand.SCANNED)) {
            gates.addAll(ImageGate.GATES);
        }
        if (demands.contains(ImageDemand.SIGNED)) {
            gates.add(GateName.SIGNATURES);
        }
        return new JudgedImage(ImageGate.unreadable(image, gates, cause, policy, clock), Optional.empty());
    }
}

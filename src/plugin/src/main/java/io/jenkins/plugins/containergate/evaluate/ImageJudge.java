package io.jenkins.plugins.containergate.evaluate;

import hudson.FilePath;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.BaseImage;
import io.jenkins.lib.containergate.gate.Comparison;
import io.jenkins.lib.containergate.gate.ImageGate;
import io.jenkins.lib.containergate.gate.InspectedImage;
import io.jenkins.lib.containergate.gate.NewerBases;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.inventory.sbom.Sbom;
import io.jenkins.lib.containergate.inventory.sbom.SbomReader;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.KnownFindings;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.ReportUse;
import io.jenkins.plugins.containergate.access.AwsUse;
import io.jenkins.plugins.containergate.access.ImageTarget;
import io.jenkins.plugins.containergate.agent.BuildAgent;
import io.jenkins.plugins.containergate.agent.InspectionReport;
import io.jenkins.plugins.containergate.build.GateContext;
import io.jenkins.plugins.containergate.build.GateLog;
import io.jenkins.plugins.containergate.build.ProgressLog;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has the agent read an image, and judges on the controller what it found. Whatever goes wrong is an ERROR verdict. */
public final class ImageJudge {
    private final GateContext context;
    private final EffectivePolicy policy;
    private final Clock clock;
    private final ProgressLog progress;
    private final boolean upgrades;
    private final ScanBase bases;

    /**
     * A verdict, and the image it is on.
     *
     * @param image without the content of its layers
     */
    record Scanned(Judged judged, Image image) {}

    public ImageJudge(GateContext context, EffectivePolicy policy, Clock clock) {
        this(context, policy, clock, false);
    }

    /** @param upgrades whether to scan newer images of the base as well */
    public ImageJudge(GateContext context, EffectivePolicy policy, Clock clock, boolean upgrades) {
        this.upgrades = upgrades;
        this.context = context;
        this.policy = policy;
        this.clock = clock;
        this.progress = new ProgressLog(new GateLog(context.listener()));
        this.bases = new ScanBase(context, policy, clock);
    }

    /** One verdict for each platform of the image. */
    public List<Judged> judge(ImageTarget target, AskedSources sources) throws IOException, InterruptedException {
        try {
            AwsUse.check(target);
            Optional<Sbom> sbom = sources.sbom() == null
                    ? Optional.empty()
                    : Optional.of(new ScanSbom(context, policy).read(sources.sbom()));
            Optional<AttestedBaseline> baseline = baseline(target, sources);
            return scan(target, gate(sources), sbom, baseline).stream()
                    .map(Scanned::judged)
                    .toList();
        } catch (GateException e) {
            return List.of(Judged.of(ImageGate.unreadable(target.name(), e, policy, clock)));
        }
    }

    private Optional<AttestedBaseline> baseline(ImageTarget target, AskedSources sources)
            throws GateException, InterruptedException {
        if (sources.baseline() == null) {
            return Optional.empty();
        }
        Optional<Platform> platform =
                target.platform() == null ? Optional.empty() : Optional.of(Platform.parse(target.platform()));
        return Optional.of(new AttestedBaseline.Reader(context, policy, sources.awsAccount(), clock)
                .read(sources.baseline(), platform));
    }

    /** One verdict on what an SBOM names, without an image. */
    public List<Judged> judgeSbom(String path, AskedSources sources) throws IOException, InterruptedException {
        try {
            if (sources.baseline() != null) {
                throw new GateException(
                        "a baseline is compared with an image, and there is none",
                        "name the image beside the SBOM, or remove baseline");
            }
            Sbom sbom = new ScanSbom(context, policy).readAlone(path);
            Verdict verdict = gate(sources).judge(sbom, Deadline.after(BuildAgent.DEADLINE, clock), progress);
            return List.of(new Judged(verdict, Optional.empty(), Optional.of(sbom.inventory())));
        } catch (GateException e) {
            return List.of(Judged.of(ImageGate.unreadableSbom(path, e, policy, clock)));
        }
    }

    /** With what is known of vulnerabilities, which is loaded once for all images. */
    ImageGate gate(AskedSources sources) throws GateException, IOException, InterruptedException {
        return new ImageGate(new ScanKnowledge(context, policy, clock).load(sources), policy, clock);
    }

    /**
     * For each platform of the image.
     *
     * @throws GateException when there is no image
     */
    List<Scanned> scan(ImageTarget target, ImageGate gate) throws GateException, IOException, InterruptedException {
        return scan(target, gate, Optional.empty(), Optional.empty());
    }

    private List<Scanned> scan(
            ImageTarget target, ImageGate gate, Optional<Sbom> sbom, Optional<AttestedBaseline> baseline)
            throws GateException, IOException, InterruptedException {
        Deadline deadline = Deadline.after(BuildAgent.DEADLINE, clock);
        InspectionReport report =
                new BuildAgent(context, clock).inspect(target, SecretsOfImages.duringScan(policy), deadline);
        return judge(target, report, gate, sbom, baseline, deadline);
    }

    private List<Scanned> judge(
            ImageTarget target,
            InspectionReport report,
            ImageGate gate,
            Optional<Sbom> sbom,
            Optional<AttestedBaseline> baseline,
            Deadline deadline)
            throws IOException, InterruptedException {
        ScanVex vex = new ScanVex(context, policy, clock);
        List<Built> judged = new ArrayList<>();
        for (InspectionReport.Inspected each : report.images()) {
            Image image = each.image().image();
            ImagePin pin = ImagePin.of(image, target.platform() == null);
            try {
                InspectedImage whole = each.inspected();
                // secrets that were found on the way are judged by checkSecrets alone
                InspectedImage seen = whole.withoutSecrets();
                InspectedImage inspected = sbom.map(seen::with).orElse(seen);
                Optional<BaseImage> builtOn = upgrades || BaseImage.asked(policy)
                        ? Optional.of(bases.of(target, image, report))
                        : Optional.empty();
                Comparison comparison = new Comparison(
                        Optional.empty(),
                        baseline.isPresent()
                                ? baseline.get().known()
                                : new LastPassed(context.run(), policy).vulnerabilities(image),
                        KnownFindings.none(),
                        vex.attested(target, image),
                        Optional.empty(),
                        builtOn);
                Verdict found = gate.judge(inspected, comparison, deadline, progress);
                Verdict compared =
                        baseline.map(before -> before.noted(found, policy)).orElse(found);
                Judged verdict = new Judged(compared, Optional.of(pin), Optional.of(inspected.inventory()));
                judged.add(new Built(new Scanned(verdict, image), builtOn));
            } catch (GateException e) {
                Judged unread = Judged.of(ImageGate.unreadable(image, e, policy, clock), pin);
                judged.add(new Built(new Scanned(unread, image), Optional.empty()));
            }
        }
        return upgrades
                ? upgraded(judged, gate, deadline)
                : judged.stream().map(Built::scanned).toList();
    }

    /** @param on empty when nobody asks for it, or the image could not be read */
    private record Built(Scanned scanned, Optional<BaseImage> on) {}

    /** What is only a note comes last, so that no platform waits for the notes of another. */
    private List<Scanned> upgraded(List<Built> judged, ImageGate gate, Deadline deadline) throws InterruptedException {
        NewerBases newer = new NewerBases(gate, new BaseRegistry(context, clock), deadline, progress);
        List<Scanned> upgraded = new ArrayList<>();
        for (Built each : judged) {
            Judged before = each.scanned().judged();
            Judged after = each.on().isPresent() ? before.with(newer.noted(before.verdict(), each.on())) : before;
            upgraded.add(new Scanned(after, each.scanned().image()));
        }
        return upgraded;
    }

    /**
     * The SBOM that a job gives to a scan. Who configures the job writes it, so only a policy that says so lets it be evaluated
     * without the image.
     */
    private static final class ScanSbom {
        private final GateContext context;
        private final EffectivePolicy policy;

        ScanSbom(GateContext context, EffectivePolicy policy) {
            this.context = context;
            this.policy = policy;
        }

        Sbom readAlone(String path) throws GateException, IOException, InterruptedException {
            Setting<ReportUse> use = policy.get(PolicyKeys.SBOMS);
            if (use.value() != ReportUse.INSTEAD) {
                throw new GateException(
                        "an SBOM alone is not evaluated (" + use.decidedBy() + ")",
                        "name the image, too; or have the organisation's policy say vulnerabilities: {sboms: instead}");
            }
            return read(path);
        }

        Sbom read(String path) throws GateException, IOException, InterruptedException {
            FilePath file =
                    context.requiredFile("the SBOM", path, "check the path, and that the tool ran before and wrote it");
            try (InputStream in = file.read()) {
                return new SbomReader().read(path, in);
            }
        }
    }
}

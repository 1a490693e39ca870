package io.jenkins.plugins.containergate.run;

import hudson.FilePath;
import hudson.slaves.WorkspaceList;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.Comparison;
import io.jenkins.lib.containergate.gate.ImageGate;
import io.jenkins.lib.containergate.gate.InspectedImage;
import io.jenkins.lib.containergate.gate.VulnerabilityKnowledge;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.plugins.containergate.config.ContainerGateConfiguration;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Has the agent read an image, and judges on the controller what it found. Whatever goes wrong is an ERROR verdict. */
final class ImageJudge {
    private static final Duration DEADLINE = Duration.ofHours(1);

    private final GateContext context;
    private final EffectivePolicy policy;
    private final Clock clock;
    private final ProgressLog progress;

    ImageJudge(GateContext context, EffectivePolicy policy, Clock clock) {
        this.context = context;
        this.policy = policy;
        this.clock = clock;
        this.progress = new ProgressLog(new GateLog(context.listener()));
    }

    /** One verdict for each platform of the image. */
    List<Judged> judge(ScanImageOptions options) throws IOException, InterruptedException {
        String name = options.subject().orElseThrow();
        try {
            refuseUnknown(options);
            Deadline deadline = Deadline.after(DEADLINE, clock);
            VulnerabilityKnowledge knowledge = new OrganisationKnowledge(
                            Jenkins.get().getRootDir().toPath().resolve("container-gate"),
                            new TrivyServers(context, clock),
                            clock)
                    .load(ContainerGateConfiguration.get().getVulnerabilityData(), options.getTrivyServer());
            return judge(options, inspect(options, deadline), new ImageGate(knowledge, policy, clock), deadline);
        } catch (GateException e) {
            return List.of(Judged.of(ImageGate.unreadable(name, e, policy, clock)));
        }
    }

    /** An option that cannot be honoured is never ignored. */
    private static void refuseUnknown(ScanImageOptions options) throws GateException {
        if (options.getReport() != null) {
            throw new GateException(
                    "reports of other scanners cannot be judged by this version", "scan the image itself");
        }
    }

    private InspectionReport inspect(ScanImageOptions options, Deadline deadline)
            throws GateException, IOException, InterruptedException {
        boolean archive = options.getArchive() != null;
        FilePath workspace = context.requiredWorkspace("reading an image");
        byte[] answer = workspace.act(new InspectImageCallable(
                options.subject().orElseThrow(),
                archive,
                options.getPlatform(),
                registry(options, deadline),
                temporaryDirectory(workspace).getRemote(),
                DEADLINE.toSeconds(),
                context.listener()));
        InspectionReport report = InspectionJson.read(answer);
        if (report.failure().isPresent()) {
            throw report.failure().get().exception();
        }
        return report;
    }

    /** Only for images that are in a registry. */
    private RegistryAccess registry(ScanImageOptions options, Deadline deadline)
            throws GateException, InterruptedException {
        String image = options.getImage();
        return image != null && ImageLocation.parse(image) instanceof ImageLocation.Registry location
                ? new ControllerRegistries(context, clock)
                        .access(location.reference(), options.getRegistryCredentialsId(), deadline)
                : RegistryAccess.none();
    }

    private static FilePath temporaryDirectory(FilePath workspace) throws IOException {
        FilePath directory = WorkspaceList.tempDir(workspace);
        if (directory == null) {
            throw new IOException("the workspace has no place beside it for temporary files");
        }
        return directory;
    }

    private List<Judged> judge(ScanImageOptions options, InspectionReport report, ImageGate gate, Deadline deadline)
            throws InterruptedException {
        List<Judged> judged = new ArrayList<>();
        for (InspectionReport.Inspected each : report.images()) {
            Image image = each.image().image();
            ImagePin pin = ImagePin.of(image, options.getPlatform() == null);
            try {
                InspectedImage inspected = each.inspected();
                Comparison comparison =
                        new Comparison(Optional.empty(), LastPassed.fingerprints(context.run(), image, policy));
                judged.add(new Judged(
                        gate.judge(inspected, comparison, deadline, progress),
                        Optional.of(pin),
                        Optional.of(inspected.inventory())));
            } catch (GateException e) {
                judged.add(Judged.of(ImageGate.unreadable(image, e, policy, clock), pin));
            }
        }
        return judged;
    }
}

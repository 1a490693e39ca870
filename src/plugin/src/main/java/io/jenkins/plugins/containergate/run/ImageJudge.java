package io.jenkins.plugins.containergate.run;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.Comparison;
import io.jenkins.lib.containergate.gate.ImageGate;
import io.jenkins.lib.containergate.gate.InspectedImage;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has the agent read an image, and judges on the controller what it found. Whatever goes wrong is an ERROR verdict. */
final class ImageJudge {
    private final GateContext context;
    private final EffectivePolicy policy;
    private final Clock clock;
    private final ProgressLog progress;

    /**
     * A verdict, and the image it is on.
     *
     * @param image without the content of its layers
     */
    record Scanned(Judged judged, Image image) {}

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
            AwsUse.check(options.getAwsAccount(), options.getImage());
            return scan(options, gate(options)).stream().map(Scanned::judged).toList();
        } catch (GateException e) {
            return List.of(Judged.of(ImageGate.unreadable(name, e, policy, clock)));
        }
    }

    /** What is known of vulnerabilities, loaded for the scans that these options ask for. */
    ImageGate gate(ScanImageOptions options) throws GateException, IOException, InterruptedException {
        return new ImageGate(new ScanKnowledge(context, policy, clock).load(options), policy, clock);
    }

    /**
     * For each platform of the image.
     *
     * @throws GateException when there is no image
     */
    List<Scanned> scan(ScanImageOptions options, ImageGate gate)
            throws GateException, IOException, InterruptedException {
        Deadline deadline = Deadline.after(BuildAgent.DEADLINE, clock);
        InspectionReport report =
                new BuildAgent(context, clock).inspect(options, SecretsOfImages.duringScan(policy), deadline);
        return judge(options, report, gate, deadline);
    }

    private List<Scanned> judge(ScanImageOptions options, InspectionReport report, ImageGate gate, Deadline deadline)
            throws InterruptedException {
        List<Scanned> judged = new ArrayList<>();
        for (InspectionReport.Inspected each : report.images()) {
            Image image = each.image().image();
            ImagePin pin = ImagePin.of(image, options.getPlatform() == null);
            try {
                InspectedImage whole = each.inspected();
                // secrets that were found on the way are judged by checkSecrets alone
                InspectedImage inspected = new InspectedImage(whole.image(), whole.inventory(), whole.facts());
                Comparison comparison =
                        new Comparison(Optional.empty(), LastPassed.fingerprints(context.run(), image, policy));
                Judged verdict = new Judged(
                        gate.judge(inspected, comparison, deadline, progress),
                        Optional.of(pin),
                        Optional.of(inspected.inventory()));
                judged.add(new Scanned(verdict, image));
            } catch (GateException e) {
                judged.add(new Scanned(Judged.of(ImageGate.unreadable(image, e, policy, clock), pin), image));
            }
        }
        return judged;
    }
}

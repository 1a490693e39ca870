package io.jenkins.plugins.containergate.run;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.Comparison;
import io.jenkins.lib.containergate.gate.ImageGate;
import io.jenkins.lib.containergate.gate.InspectedImage;
import io.jenkins.lib.containergate.gate.VulnerabilityKnowledge;
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
            Deadline deadline = Deadline.after(BuildAgent.DEADLINE, clock);
            VulnerabilityKnowledge knowledge = new ScanKnowledge(context, policy, clock).load(options);
            InspectionReport report =
                    new BuildAgent(context, clock).inspect(options, SecretsOfImages.duringScan(policy), deadline);
            return judge(options, report, new ImageGate(knowledge, policy, clock), deadline);
        } catch (GateException e) {
            return List.of(Judged.of(ImageGate.unreadable(name, e, policy, clock)));
        }
    }

    private List<Judged> judge(ScanImageOptions options, InspectionReport report, ImageGate gate, Deadline deadline)
            throws InterruptedException {
        List<Judged> judged = new ArrayList<>();
        for (InspectionReport.Inspected each : report.images()) {
            Image image = each.image().image();
            ImagePin pin = ImagePin.of(image, options.getPlatform() == null);
            try {
                InspectedImage whole = each.inspected();
                // secrets that were found on the way are judged by checkSecrets alone
                InspectedImage inspected = new InspectedImage(whole.image(), whole.inventory(), whole.facts());
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

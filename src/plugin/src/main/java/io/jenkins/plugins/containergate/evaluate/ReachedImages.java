package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.admission.DeployedImages;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.plugins.containergate.access.ImageTarget;
import io.jenkins.plugins.containergate.build.GateContext;
import java.io.IOException;
import java.time.Clock;

/** Images of deployments: the agent reads them; outside of a node the controller does. */
final class ReachedImages implements DeployedImages {
    private final AdmissionRequest request;
    private final SignatureJudge signatures;
    private final GateContext context;
    private final Clock clock;

    ReachedImages(AdmissionRequest request, SignatureJudge signatures, GateContext context, Clock clock) {
        this.request = request;
        this.signatures = signatures;
        this.context = context;
        this.clock = clock;
    }

    @Override
    public SignatureEvidence evidence(ImageReference image, Platform platform, Deadline deadline)
            throws GateException, IOException, InterruptedException {
        return signatures.collect(image, target(image, platform));
    }

    @Override
    public ImageConfig config(ImageReference image, Platform platform, Deadline deadline)
            throws GateException, IOException, InterruptedException {
        return ImageConfigReader.read(image, platform, target(image, platform), context, clock)
                .config();
    }

    /** The account that ECS is asked with also logs in to ECR, and to no other registry. */
    private ImageTarget target(ImageReference image, Platform platform) {
        return ImageTarget.of(
                image,
                platform,
                request.credentials().idFor(image),
                EcrRegistry.of(image.registry()).isPresent() ? request.getAwsAccount() : null);
    }
}

package io.jenkins.lib.containergate.cli.admission;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.signature.SignatureCheck;
import io.jenkins.lib.containergate.cli.task.TaskImageReader;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.admission.DeployedImages;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.source.ImageSources;
import java.io.IOException;
import java.util.Optional;

/** Reads the images of deployments where they are. */
record RegistryImages(RegistryClient client, ImageSources sources, ProgressListener progress)
        implements DeployedImages {
    @Override
    public SignatureEvidence evidence(ImageReference image, Platform platform, Deadline deadline)
            throws GateException, InterruptedException {
        return SignatureCheck.collect(client, image, Optional.of(platform), deadline, progress);
    }

    @Override
    public ImageConfig config(ImageReference image, Platform platform, Deadline deadline)
            throws GateException, IOException, InterruptedException {
        return new TaskImageReader(sources, deadline).config(image.toString(), platform);
    }
}

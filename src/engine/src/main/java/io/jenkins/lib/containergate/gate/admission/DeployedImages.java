package io.jenkins.lib.containergate.gate.admission;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import java.io.IOException;

/** Reads from registries what there is of the images that a deployment brings, each named by its digest; judges nothing. */
public interface DeployedImages {
    /** @throws GateException when it cannot be read */
    SignatureEvidence evidence(ImageReference image, Platform platform, Deadline deadline)
            throws GateException, IOException, InterruptedException;

    /** Where files are that are attached to an image of the repository. */
    EvidenceSource attached(ImageReference image) throws GateException, InterruptedException;

    /** @throws GateException when it cannot be read */
    ImageConfig config(ImageReference image, Platform platform, Deadline deadline)
            throws GateException, IOException, InterruptedException;
}

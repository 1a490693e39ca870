package io.jenkins.lib.containergate.gate.admission;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.registry.RepositoryReader;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.EvidenceCollector;
import io.jenkins.lib.containergate.signature.evidence.EvidenceLimits;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource;
import io.jenkins.lib.containergate.signature.evidence.RegistryEvidence;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.evidence.SignedImageResolver;
import io.jenkins.lib.containergate.signature.provenance.Provenance;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads the images of deployments where they are. */
public final class RegistryImages implements DeployedImages {
    private final RegistryClient client;
    private final ImageSources sources;
    private final ProgressListener progress;

    /** @param sources with the same registries */
    public RegistryImages(RegistryClient client, ImageSources sources, ProgressListener progress) {
        this.client = client;
        this.sources = sources;
        this.progress = progress;
    }

    @Override
    public SignatureEvidence evidence(ImageReference image, Platform platform, Deadline deadline)
            throws GateException, InterruptedException {
        RepositoryReader repository = client.reader(image);
        SignedImage signed = new SignedImageResolver(repository).resolve(image, Optional.of(platform), deadline);
        EvidenceCollector collector = new EvidenceCollector(
                new RegistryEvidence(repository), EvidenceLimits.defaults(), Provenance.PREDICATE_TYPES);
        return SignatureGate.collect(collector, signed, deadline, progress);
    }

    @Override
    public EvidenceSource attached(ImageReference image) throws GateException {
        return new RegistryEvidence(client.reader(image));
    }

    @Override
    public ImageConfig config(ImageReference image, Platform platform, Deadline deadline)
            throws GateException, IOException, InterruptedException {
        ImageLocation location = new ImageLocation.Registry(image.toString(), image);
        try (ImageSource source = sources.open(location, Limits.defaults())) {
            List<Image> images = source.resolve(Optional.of(platform), deadline);
            if (images.size() != 1) {
                throw new GateException(
                        image + " has " + images.size() + " images for " + platform, "name the image by its digest");
            }
            return images.get(0).config();
        }
    }
}

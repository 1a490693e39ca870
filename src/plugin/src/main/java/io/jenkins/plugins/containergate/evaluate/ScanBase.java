package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.AttestedBases;
import io.jenkins.lib.containergate.gate.BaseImage;
import io.jenkins.lib.containergate.gate.BaseImageFinder;
import io.jenkins.lib.containergate.gate.PinnedKeys;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageDocuments;
import io.jenkins.lib.containergate.image.ImageDocuments.ImageDocument;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.plugins.containergate.access.ImageTarget;
import io.jenkins.plugins.containergate.access.OrganisationAws;
import io.jenkins.plugins.containergate.agent.InspectionReport;
import io.jenkins.plugins.containergate.build.GateContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What images are built on. Base images are reached with the organisation's credentials, and provenance with those that the image itself
 * is read with.
 */
final class ScanBase {
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private final GateContext context;
    private final EffectivePolicy policy;
    private final Clock clock;
    private final BaseImageFinder finder;

    ScanBase(GateContext context, EffectivePolicy policy, Clock clock) {
        this.context = context;
        this.policy = policy;
        this.clock = clock;
        this.finder = new BaseImageFinder(policy, new BaseRegistry(context, clock));
    }

    /** @param report that the agent gave on the image */
    BaseImage of(ImageTarget target, Image image, InspectionReport report) throws GateException, InterruptedException {
        Optional<ImageReference> pulled =
                !target.archive() && ImageLocation.parse(target.name()) instanceof ImageLocation.Registry registry
                        ? Optional.of(registry.reference())
                        : Optional.empty();
        AttestedBases.Read provenance =
                pulled.isPresent() ? provenance(pulled.get(), target, image) : AttestedBases.Read.nothing();
        return finder.find(described(image, report), pulled, provenance);
    }

    /** With its manifest, whose annotations the agent's answer has; it is known by its digest. */
    private static Image described(Image image, InspectionReport report) throws GateException {
        if (!image.manifestDigest()) {
            return image; // of a Docker archive, which has no manifest
        }
        byte[] manifest = report.documents().document(image.digest(), "manifest");
        return image.with(ImageDocuments.of(List.of(
                new ImageDocument("manifest", true, manifest.length, () -> new ByteArrayInputStream(manifest)))));
    }

    private AttestedBases.Read provenance(ImageReference reference, ImageTarget target, Image image)
            throws InterruptedException {
        if (policy.find(PolicyKeys.BASE_IMAGES_ALLOWED).isEmpty() || !AttestedBases.asked(policy)) {
            return AttestedBases.Read.nothing();
        }
        try {
            Platform platform = image.platform();
            ImageTarget chosen =
                    ImageTarget.of(reference, platform, target.registryCredentialsId(), target.awsAccount());
            PinnedKeys keys =
                    PinnedKeys.of(OrganisationAws.signing(target.awsAccount()), Deadline.after(DEADLINE, clock));
            ImageEvidence evidence = new ImageEvidence(context, AttestedBases.PREDICATE_TYPES, DEADLINE, clock);
            return new AttestedBases(policy, Optional.empty(), keys, clock)
                    .read(evidence.of(reference, image.digest(), chosen));
        } catch (GateException e) {
            return AttestedBases.Read.unread(e.problem());
        } catch (IOException e) {
            return AttestedBases.Read.unread(FileProblem.of(e));
        }
    }
}

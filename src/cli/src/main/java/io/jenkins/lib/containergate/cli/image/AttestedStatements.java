package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.AttestedVex;
import io.jenkins.lib.containergate.gate.PinnedKeys;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.registry.RepositoryReader;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.RegistryEvidence;
import io.jenkins.lib.containergate.signature.evidence.SignedImageResolver;
import io.jenkins.lib.containergate.signature.sigstore.TrustedRoot;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.vulnerability.vex.VexDocument;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads the VEX documents that are attested beside an image in a registry, where the policy trusts anybody's. */
final class AttestedStatements {
    private final RegistryOptions registries;
    private final EffectivePolicy policy;
    private final Optional<TrustedRoot> root;
    private final Clock clock;

    AttestedStatements(RegistryOptions registries, EffectivePolicy policy, Optional<TrustedRoot> root, Clock clock) {
        this.registries = registries;
        this.policy = policy;
        this.root = root;
        this.clock = clock;
    }

    /** @return empty where they cannot be read: the image is in no registry */
    Optional<List<VexDocument>> read(ImageLocation location, Image image, Deadline deadline)
            throws GateException, InterruptedException {
        if (!AttestedVex.asked(policy) || !(location instanceof ImageLocation.Registry registry)) {
            return Optional.empty();
        }
        ImageReference reference = registry.reference();
        RepositoryReader repository = registries.client(location, clock).reader(reference);
        SignedImage signed = new SignedImageResolver(repository)
                .resolve(reference, Optional.of(image.platform()), image.digest(), deadline);
        PinnedKeys keys = PinnedKeys.of(registries.signingServices(), deadline);
        return Optional.of(
                new AttestedVex(policy, root, keys, clock).read(new RegistryEvidence(repository), signed, deadline));
    }
}

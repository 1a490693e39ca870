package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.AttestedSboms;
import io.jenkins.lib.containergate.gate.AttestedVex;
import io.jenkins.lib.containergate.gate.PinnedKeys;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.registry.RepositoryReader;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource;
import io.jenkins.lib.containergate.signature.evidence.RegistryEvidence;
import io.jenkins.lib.containergate.signature.evidence.RememberedReferrers;
import io.jenkins.lib.containergate.signature.evidence.SignedImageResolver;
import io.jenkins.lib.containergate.signature.sigstore.TrustedRoot;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.vulnerability.vex.VexDocument;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Reads the VEX documents and SBOMs that are attested beside an image in a registry, where the policy wants them. */
final class AttestedStatements {
    /** Each empty where the policy does not want them, or the image is in no registry. */
    record Beside(Optional<List<VexDocument>> vex, Optional<AttestedSboms.Read> sboms) {}

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

    /** @param location that has the image */
    Beside beside(ImageLocation location, Image image, Deadline deadline) throws GateException, InterruptedException {
        boolean vex = AttestedVex.asked(policy);
        boolean sboms = AttestedSboms.asked(policy);
        if (!vex && !sboms || !(location instanceof ImageLocation.Registry registry)) {
            return new Beside(Optional.empty(), Optional.empty());
        }
        ImageReference reference = registry.reference();
        RepositoryReader repository = registries.client(location, clock).reader(reference);
        SignedImage signed = new SignedImageResolver(repository)
                .resolve(reference, Optional.of(image.platform()), image.digest(), deadline);
        PinnedKeys keys = PinnedKeys.of(registries.signingServices(), deadline);
        EvidenceSource source = new RememberedReferrers(new RegistryEvidence(repository));
        return new Beside(
                vex
                        ? Optional.of(new AttestedVex(policy, root, keys, clock).read(source, signed, deadline))
                        : Optional.empty(),
                sboms
                        ? Optional.of(new AttestedSboms(policy, root, keys, clock).read(source, signed, deadline))
                        : Optional.empty());
    }
}

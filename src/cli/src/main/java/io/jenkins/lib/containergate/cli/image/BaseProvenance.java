package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.AttestedBases;
import io.jenkins.lib.containergate.gate.BaseImage;
import io.jenkins.lib.containergate.gate.PinnedKeys;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.registry.RepositoryReader;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.RegistryEvidence;
import io.jenkins.lib.containergate.signature.evidence.SignedImageResolver;
import io.jenkins.lib.containergate.signature.sigstore.TrustedRoot;
import java.time.Clock;
import java.util.Optional;

/** Reads from provenance beside an image which images its build used, where the policy asks for base images. */
public final class BaseProvenance {
    private final EffectivePolicy policy;
    private final Optional<TrustedRoot> root;
    private final PinnedKeys keys;
    private final Repositories repositories;
    private final Clock clock;

    /** Reads the repository of an image. */
    @FunctionalInterface
    public interface Repositories {
        RepositoryReader of(ImageReference name) throws GateException;
    }

    public BaseProvenance(
            EffectivePolicy policy,
            Optional<TrustedRoot> root,
            PinnedKeys keys,
            Repositories repositories,
            Clock clock) {
        this.policy = policy;
        this.root = root;
        this.keys = keys;
        this.repositories = repositories;
        this.clock = clock;
    }

    /** Whether provenance can say anything: a base is believed only with a list of those that are allowed. */
    static boolean asked(EffectivePolicy policy, boolean upgrades) {
        return (upgrades || BaseImage.asked(policy))
                && policy.find(PolicyKeys.BASE_IMAGES_ALLOWED).isPresent()
                && AttestedBases.asked(policy);
    }

    /** @param name under which the image was read; empty where it is in no registry */
    AttestedBases.Read read(Optional<ImageReference> name, Image image, boolean upgrades, Deadline deadline)
            throws InterruptedException {
        if (name.isEmpty() || !asked(policy, upgrades)) {
            return AttestedBases.Read.nothing();
        }
        try {
            RepositoryReader repository = repositories.of(name.get());
            SignedImage signed = new SignedImageResolver(repository)
                    .resolve(name.get(), Optional.of(image.platform()), image.digest(), deadline);
            return new AttestedBases(policy, root, keys, clock)
                    .read(new RegistryEvidence(repository), signed, deadline);
        } catch (GateException e) {
            return AttestedBases.Read.unread(e.problem());
        }
    }
}

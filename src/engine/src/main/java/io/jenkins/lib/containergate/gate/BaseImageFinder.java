package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.PatternSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what images are built on: from what an image says of itself, from signed provenance, and where neither says it, from its
 * layers. Requests go to repositories that the policy allows, and nowhere else.
 */
public final class BaseImageFinder {
    private static final String NAME_IT =
            "build it with the annotations org.opencontainers.image.base.name and .digest, or give --base-image";

    private final Optional<PatternSet> allowed;
    private final ApprovedImages approved;

    /** Reaches images in their registries. */
    public interface Registry {
        /** Manifest and configuration of an image. */
        Image read(ImageReference name, Platform platform) throws GateException, IOException, InterruptedException;

        /** All tags of the repository. */
        List<String> tags(ImageReference repository) throws GateException, IOException, InterruptedException;
    }

    private final Registry registry;

    /** @param policy whose {@code baseImages.allowed} has the repositories that are searched for the base; without it, none are */
    public BaseImageFinder(EffectivePolicy policy, Registry registry) {
        this(policy, registry, ApprovedImages.MOST_READ);
    }

    /** @param mostRead how many images of the approved repositories are read at most, for all images that are looked at */
    BaseImageFinder(EffectivePolicy policy, Registry registry, int mostRead) {
        this.allowed = policy.find(PolicyKeys.BASE_IMAGES_ALLOWED).map(Setting::value);
        this.registry = registry;
        this.approved = new ApprovedImages(allowed, registry, mostRead);
    }

    /**
     * By what is signed beside the image, else by its annotations and layers. A registry that cannot be read is no exception: the base is
     * then {@link BaseImage.Unknown}, with the reason.
     *
     * @param pulled the reference the image itself was pulled with; empty for archives, layouts and daemons
     * @param provenance what is signed beside it
     * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.1/annotations.md">OCI annotations</a>
     */
    public BaseImage find(Image image, Optional<ImageReference> pulled, AttestedBases.Read provenance)
            throws InterruptedException {
        if (pulled.filter(own -> allows(own)).isPresent()) {
            return new BaseImage.Itself(image);
        }
        Optional<BaseImageName> name;
        try {
            name = BaseImageName.of(image);
        } catch (GateException e) {
            return new BaseImage.Unknown("its base image is not known: " + e.problem(), e.remedy());
        } catch (IOException e) {
            return unreadable(e);
        }
        Optional<BaseImage> said = Optional.empty();
        if (name.isPresent()) {
            said = Optional.of(said(image, name.get()));
        }
        ProvenBases attested = allowed.isEmpty() ? ProvenBases.none(image) : attested(image, provenance);
        if (attested.silent()) {
            return fromLayers(image, name, said, provenance.refusal());
        }
        return said.isEmpty() ? attested.answer() : attested.beside(name.orElseThrow(), said.get());
    }

    private boolean allows(ImageReference name) {
        return allowed.filter(patterns -> patterns.matches(name.repository())).isPresent();
    }

    private BaseImage said(Image image, BaseImageName named) throws InterruptedException {
        ImageReference name = named.name();
        // without a list, the image would choose where requests go, and whose word on its age counts
        if (allowed.isEmpty()) {
            return new BaseImage.Unknown(
                    "it says it is built on " + name + ", and the policy has no list of base images to believe",
                    "list its repository in baseImages.allowed, or give --base-image");
        }
        if (!allows(name)) {
            return new BaseImage.Claimed(name, named.source());
        }
        try {
            return BaseImage.proven(image, name, registry.read(name, image.platform()), named.source());
        } catch (GateException e) {
            return new BaseImage.Unknown("its base image is not known: " + e.problem(), e.remedy());
        } catch (IOException e) {
            return unreadable(e);
        }
    }

    private static BaseImage unreadable(IOException e) {
        return new BaseImage.Unknown(
                "its base image cannot be read: " + FileProblem.of(e), "check the access to its registry");
    }

    private ProvenBases attested(Image image, AttestedBases.Read provenance) throws InterruptedException {
        ProvenBases bases = new ProvenBases(image, provenance.source());
        provenance.malformed().forEach(bases::malformed);
        for (ImageReference each : provenance.images()) {
            if (!allows(each)) {
                bases.notAllowed(each);
                continue;
            }
            if (bases.full()) {
                bases.unread(each, "the provenance names more images than are read");
                continue;
            }
            try {
                bases.read(each, registry.read(each, image.platform()));
            } catch (GateException e) {
                bases.unread(each, e.problem());
            } catch (IOException e) {
                bases.unread(each, FileProblem.of(e));
            }
        }
        return bases;
    }

    /**
     * Where no provenance says it. A name without a digest is of an image that may have moved since; one with a digest is one
     * image, and another that has the same layers contradicts it.
     */
    private BaseImage fromLayers(
            Image image, Optional<BaseImageName> name, Optional<BaseImage> said, Optional<String> refusal)
            throws InterruptedException {
        boolean moved = said.filter(BaseImage.Unknown.class::isInstance).isPresent()
                && name.orElseThrow().name().digest().isEmpty();
        if (allowed.isEmpty() || said.isPresent() && !moved) {
            return said.map(answer -> withRefusal(answer, refusal)).orElseGet(() -> unknown(refusal, ""));
        }
        Optional<BaseImage.Proven> found =
                approved.below(image, name.map(named -> named.name().repository()));
        if (found.isPresent()) {
            return withRefusal(found.get(), refusal);
        }
        return said.orElseGet(() -> unknown(refusal, approved.unsearched()));
    }

    private static BaseImage withRefusal(BaseImage answer, Optional<String> refusal) {
        return answer instanceof BaseImage.Proven proven && refusal.isPresent()
                ? new BaseImage.Proven(
                        proven.name(),
                        proven.image(),
                        proven.source() + "; its provenance does not count: " + refusal.get())
                : answer;
    }

    private static BaseImage unknown(Optional<String> refusal, String unsearched) {
        List<String> reasons = new ArrayList<>(List.of("the image does not say what it is built on"));
        refusal.ifPresent(why -> reasons.add("its provenance does not count: " + why));
        if (!unsearched.isEmpty()) {
            reasons.add(unsearched);
        }
        return new BaseImage.Unknown(String.join("; ", reasons), NAME_IT);
    }
}

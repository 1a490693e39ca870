package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.inventory.sbom.Sbom;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.secret.image.ImageSecrets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one pass over an image brings to light, before any policy: facts only, so that it may be made where the image is.
 *
 * @param secrets empty when nobody searched for them
 * @param unsigned what the build put beside the image
 */
public record InspectedImage(
        Image image,
        PackageInventory inventory,
        ImageFacts facts,
        Optional<ImageSecrets> secrets,
        UnsignedStatements unsigned) {
    /** Of an image without the index that holds what the build put beside it. */
    public InspectedImage(Image image, PackageInventory inventory, ImageFacts facts, Optional<ImageSecrets> secrets) {
        this(image, inventory, facts, secrets, UnsignedStatements.none());
    }

    /** As if nobody had searched for secrets. */
    public InspectedImage withoutSecrets() {
        return new InspectedImage(image, inventory, facts, Optional.empty(), unsigned);
    }

    /** With the packages that an SBOM names besides those that were seen. */
    public InspectedImage with(Sbom sbom) {
        return with(sbom, Set.of());
    }

    /** With those of SBOMs that are attested beside the image. */
    public InspectedImage with(AttestedSboms.Read attested) {
        InspectedImage all = this;
        for (Sbom sbom : attested.sboms()) {
            all = all.with(sbom, attested.names());
        }
        return all;
    }

    private InspectedImage with(Sbom sbom, Set<Digest> names) {
        Set<Digest> digests = Stream.concat(Stream.of(image.digest(), image.configDigest()), names.stream())
                .collect(Collectors.toSet());
        return new InspectedImage(image, sbom.addedTo(inventory, digests), facts, secrets, unsigned);
    }

    public Subject subject() {
        return ImageSubject.of(image);
    }
}

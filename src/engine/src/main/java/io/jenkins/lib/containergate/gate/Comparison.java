package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.policy.judge.KnownFindings;
import io.jenkins.lib.containergate.vulnerability.vex.VexDocument;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an image is compared with.
 *
 * @param base the image it is said to be built on
 * @param baseline fingerprints of the findings of the last verdict of which the gate of vulnerabilities passed
 * @param knownSecrets fingerprints of the findings of the last verdict of which the gate of secrets passed
 * @param attested VEX documents that are attested beside the image, by signers of the policy; empty where they were not
 *     read
 * @param builtOn what it is built on; empty where nobody looked for it
 * @param attestedSboms what SBOMs attested beside the image added to what was seen; empty where they were not read
 */
public record Comparison(
        Optional<Image> base,
        KnownFindings baseline,
        KnownFindings knownSecrets,
        Optional<List<VexDocument>> attested,
        Optional<Account> attestedSboms,
        Optional<BaseImage> builtOn) {
    /** Without looking for what it is built on. */
    public Comparison(
            Optional<Image> base,
            KnownFindings baseline,
            KnownFindings knownSecrets,
            Optional<List<VexDocument>> attested,
            Optional<Account> attestedSboms) {
        this(base, baseline, knownSecrets, attested, attestedSboms, Optional.empty());
    }

    /** Without reading what is attested beside the image. */
    public Comparison(Optional<Image> base, KnownFindings baseline, KnownFindings knownSecrets) {
        this(base, baseline, knownSecrets, Optional.empty(), Optional.empty());
    }

    public Comparison {
        attested = attested.map(List::copyOf);
    }

    /** The same for an image of which it was found out what it is built on. */
    public Comparison builtOn(Optional<BaseImage> found) {
        return new Comparison(base, baseline, knownSecrets, attested, attestedSboms, found);
    }

    /** Of an image about which nothing is known from before: every finding is new, and none comes from a base. */
    public static Comparison none() {
        return new Comparison(Optional.empty(), KnownFindings.none(), KnownFindings.none());
    }

    /**
     * Layers of {@code image} that its base brought.
     *
     * @throws GateException when the image is not built on that base: then its layers excuse nothing
     */
    Set<Digest> baseLayers(Image image) throws GateException {
        if (base.isEmpty()) {
            return Set.of();
        }
        List<Digest> below = base.get().config().diffIds();
        List<Digest> own = image.config().diffIds();
        if (below.isEmpty()
                || below.size() > own.size()
                || !own.subList(0, below.size()).equals(below)) {
            throw new GateException(
                    image.reference() + " is not built on " + base.get().reference()
                            + ": its lowest layers are not that image's layers",
                    "name the base image it was built from, at the digest it was built from");
        }
        return Set.copyOf(below);
    }
}

package io.jenkins.lib.containergate.policy;

import java.util.Optional;
import java.util.Set;

/**
 * Something about the policy worth a look.
 *
 * @param kind short machine-readable word: {@code unused-waiver}, {@code expired-waiver},
 *     {@code waiver-expires-soon}, {@code waiver-too-low} (what it matches is worse than it may cover),
 *     {@code stale-vulnerability-data}
 * @param upgrade what the text says of another base image, for programs
 */
public record PolicyNote(String kind, String text, Optional<BaseUpgrade> upgrade) {
    /** Kind of notes on newer base images. */
    public static final String BASE_IMAGE_UPGRADE = "base-image-upgrade";

    /** Kind of notes on what is new and fixed since an earlier verdict. */
    public static final String COMPARED = "compared";

    /** What only says how the verdict was reached; a kind that is not known here is worth a look. */
    private static final Set<String> FACTS = Set.of(
            "signed",
            "attested",
            "baseline",
            COMPARED,
            "base-image",
            BASE_IMAGE_UPGRADE,
            "exposure",
            "runs",
            "admission");

    public PolicyNote(String kind, String text) {
        this(kind, text, Optional.empty());
    }

    /** Whether somebody should do something about it. */
    public boolean warns() {
        return !FACTS.contains(kind);
    }

    /**
     * What it would change to build an image on another base.
     *
     * @param reference of the other base, with its tag
     * @param digest that was scanned
     * @param removes vulnerabilities of the base that the other does not have
     * @param of vulnerabilities of the base
     * @param adds vulnerabilities that only the other has
     */
    public record BaseUpgrade(String reference, String digest, int removes, int of, int adds) {}
}

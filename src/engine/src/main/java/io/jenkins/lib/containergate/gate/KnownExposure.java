package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.text.FirstFew;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which images the internet reaches, as an earlier posture of clusters found. It orders findings and decides nothing; of an image that
 * is not among them nothing is known.
 *
 * @param reached paths of the workloads that the internet reaches, by the digests of the images and indexes that they run
 * @param source of it, for people; empty without a posture
 * @param at when its oldest part was found
 */
public record KnownExposure(Map<Digest, List<String>> reached, Optional<String> source, Instant at) {
    private static final int SHOWN = 5;

    public KnownExposure {
        reached = Map.copyOf(reached);
    }

    /** Without a posture. */
    public static KnownExposure none() {
        return new KnownExposure(Map.of(), Optional.empty(), Instant.EPOCH);
    }

    /** The findings of an image, with what is known of where it runs. */
    List<VulnerabilityFinding> of(Image image, List<VulnerabilityFinding> findings) {
        return workloads(image).isEmpty()
                ? findings
                : findings.stream()
                        .map(finding -> finding.withExploitation(finding.exploitation()
                                .exposed(finding.exploitation().exposure().reachable(true))))
                        .toList();
    }

    /** What the verdict says of it; empty without a posture. */
    Optional<PolicyNote> note(Image image) {
        List<String> workloads = workloads(image);
        String found = workloads.isEmpty()
                ? "whether the internet reaches the image is not known: no workload there that it reaches runs the"
                        + " image"
                : "the internet reaches " + FirstFew.of(workloads, SHOWN);
        return source.map(name -> new PolicyNote("exposure", found + " (" + name + ", found at " + at + ")"));
    }

    private List<String> workloads(Image image) {
        return Stream.concat(
                        image.manifestDigest() ? Stream.of(image.digest()) : Stream.empty(),
                        image.indexDigest().stream())
                .flatMap(digest -> reached.getOrDefault(digest, List.of()).stream())
                .distinct()
                .sorted()
                .toList();
    }
}

package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The digests that passed last, by repository: what to deploy in the place of one that did not. */
final class Replacements {
    private final Map<String, Replacement> newest = new HashMap<>();

    private Replacements() {}

    record Replacement(Digest digest, Instant passed) {}

    /** Of what runs somewhere. */
    static Replacements of(List<WorkloadFacts> workloads) {
        Replacements replacements = new Replacements();
        for (WorkloadFacts facts : workloads) {
            facts.images().forEach((image, evidence) -> {
                evidence.passesToday().ifPresent(verdict -> replacements.add(image, verdict));
            });
        }
        return replacements;
    }

    void add(RunningImage image, SignedVerdict verdict) {
        newest.merge(
                image.named().repository(),
                new Replacement(image.digest(), verdict.summary().timeVerified()),
                (one, other) -> one.passed().isBefore(other.passed()) ? other : one);
    }

    /** Another digest of the same repository. */
    Optional<Replacement> of(RunningImage image) {
        return Optional.ofNullable(newest.get(image.named().repository()))
                .filter(found -> !found.digest().equals(image.digest()));
    }
}

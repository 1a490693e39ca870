package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
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
                if (evidence.verdict() instanceof VerdictStanding.Passed passed) {
                    replacements.add(
                            image.named().repository(),
                            image.digest(),
                            passed.verdict().summary().timeVerified());
                }
            });
        }
        return replacements;
    }

    private void add(String repository, Digest digest, Instant passed) {
        newest.merge(
                repository,
                new Replacement(digest, passed),
                (one, other) -> one.passed().isBefore(other.passed()) ? other : one);
    }

    /** Another digest of the same repository. */
    Optional<Replacement> of(RunningImage image) {
        return Optional.ofNullable(newest.get(image.named().repository()))
                .filter(found -> !found.digest().equals(image.digest()));
    }
}

package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Parallel;
import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.ledger.LedgerEntry;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds in the ledger what to deploy in the place of an image that does not pass. The ledger only says where to look: what
 * counts is what counts of an image that runs.
 */
final class RecordedReplacements {
    /** Digests of one repository that are looked at, newest first. */
    private static final int LOOKED_AT = 5;

    private final Ledger ledger;
    private final EvidenceReader evidence;
    private final int threads;

    RecordedReplacements(Ledger ledger, EvidenceReader evidence, int threads) {
        this.ledger = ledger;
        this.evidence = evidence;
        this.threads = threads;
    }

    private record Found(RunningImage image, SignedVerdict verdict) {}

    /** Adds one for each repository that has an image which drifted. */
    void add(List<WorkloadFacts> workloads, Replacements replacements, Deadline deadline)
            throws GateException, InterruptedException {
        Map<String, RunningImage> drifted = new LinkedHashMap<>();
        for (WorkloadFacts facts : workloads) {
            facts.images().forEach((image, known) -> {
                if (WorkloadLine.isDrifted(known)) {
                    drifted.putIfAbsent(image.named().repository(), image);
                }
            });
        }
        Parallel.map(List.copyOf(drifted.values()), threads, image -> find(image, deadline))
                .forEach(found -> found.ifPresent(each -> replacements.add(each.image(), each.verdict())));
    }

    private Optional<Found> find(RunningImage drifted, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        try {
            List<LedgerEntry> passed = ledger.passed(drifted.named().repository());
            for (LedgerEntry entry : passed.subList(0, Math.min(LOOKED_AT, passed.size()))) {
                Digest digest = entry.digest().orElseThrow();
                ImageReference named =
                        drifted.named().digest().isPresent() ? drifted.named().withDigest(digest) : drifted.named();
                RunningImage image = new RunningImage(drifted.text(), named, digest, drifted.platform());
                Optional<SignedVerdict> verdict =
                        evidence.read(image, deadline).evidence().passesToday();
                if (verdict.isPresent()) {
                    return Optional.of(new Found(image, verdict.get()));
                }
            }
        } catch (DeadlineExceededException e) {
            throw e;
        } catch (GateException e) {
            // it is advice: the drift itself is reported without it
        }
        return Optional.empty();
    }
}

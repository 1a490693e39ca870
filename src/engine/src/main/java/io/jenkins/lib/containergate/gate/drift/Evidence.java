package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.attestation.VerdictAttestation;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.setting.DriftEvidence;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts together what registry and ledger say, as the policy wants it. */
final class Evidence {
    private final DriftEvidence wanted;
    private final Optional<RecordedVerdicts> ledger;

    Evidence(DriftEvidence wanted, Optional<RecordedVerdicts> ledger) {
        this.wanted = wanted;
        this.ledger = ledger;
    }

    /** Whether the policy exempts the repository is no matter of evidence. */
    VerdictStanding of(VerdictStanding attested, String repository, EvidenceDigests digests) {
        if (attested instanceof VerdictStanding.Exempt || wanted == DriftEvidence.ATTESTED) {
            return attested;
        }
        VerdictStanding recorded = ledger.map(known -> known.of(repository, digests))
                .orElseGet(() -> new VerdictStanding.Undecided(
                        "the policy wants the evidence of a ledger (drift.evidence=" + wanted.key()
                                + "), and none is named",
                        "name it with --ledger DIR"));
        return switch (wanted) {
            case ATTESTED -> attested;
            case LEDGER -> recorded;
            case BOTH -> both(attested, recorded);
            case EITHER -> either(attested, recorded, repository, digests);
        };
    }

    /** The ledger takes away from an image that passed beside it, and speaks for none: neither does a ledger that cannot be read. */
    VerdictStanding unlessRecorded(VerdictStanding attested, String repository, EvidenceDigests digests) {
        if (!(attested instanceof VerdictStanding.Passed) || wanted == DriftEvidence.ATTESTED || ledger.isEmpty()) {
            return attested;
        }
        VerdictStanding recorded = ledger.get().of(repository, digests);
        boolean open = recorded instanceof VerdictStanding.DidNotPass failed
                && (wanted != DriftEvidence.EITHER
                        || !failed.verdicts().stream().allMatch(each -> madeGood(each, attested, levels(attested))));
        return open || recorded instanceof VerdictStanding.Undecided ? recorded : attested;
    }

    /** Indexes that only the ledger knows to list the image, where it counts. */
    Set<Digest> indexes(Digest image) {
        return wanted == DriftEvidence.ATTESTED
                ? Set.of()
                : ledger.map(known -> known.indexes(image)).orElse(Set.of());
    }

    /** Where both passed, each has to hold by itself: the verdict that a ledger recorded can be another than the attested one. */
    private static VerdictStanding both(VerdictStanding attested, VerdictStanding recorded) {
        if (attested instanceof VerdictStanding.Passed first && recorded instanceof VerdictStanding.Passed second) {
            List<SignedVerdict> others = second.all().stream()
                    .filter(each -> first.all().stream().noneMatch(signed -> same(signed, each)))
                    .toList();
            return others.isEmpty()
                    ? first
                    : first.and(new VerdictStanding.Passed(others.get(0), others.subList(1, others.size())));
        }
        return worse(attested, recorded);
    }

    /** The attestation of a recorded verdict has its time without what is less than a second. */
    private static boolean same(SignedVerdict attested, SignedVerdict recorded) {
        return time(attested).equals(time(recorded).truncatedTo(ChronoUnit.SECONDS))
                && attested.summary().policyDigest().equals(recorded.summary().policyDigest());
    }

    private static VerdictStanding worse(VerdictStanding one, VerdictStanding other) {
        return one.rank().compareTo(other.rank()) >= 0 ? one : other;
    }

    /**
     * The newest verdict counts, wherever it is: a failure is not outdone by an older pass elsewhere, nor by one of other gates.
     * What cannot be read may be such a failure.
     */
    private VerdictStanding either(
            VerdictStanding attested, VerdictStanding recorded, String repository, EvidenceDigests digests) {
        if (ledger.isEmpty()) {
            return attested;
        }
        if (attested instanceof VerdictStanding.DidNotPass failed
                && !failed.verdicts().stream()
                        .allMatch(each ->
                                madeGood(each, recorded, ledger.get().passedSince(repository, digests, each)))) {
            return attested;
        }
        if (recorded instanceof VerdictStanding.DidNotPass failed
                && !failed.verdicts().stream().allMatch(each -> madeGood(each, attested, levels(attested)))) {
            return recorded;
        }
        if (attested instanceof VerdictStanding.Undecided || recorded instanceof VerdictStanding.Undecided) {
            return worse(attested, recorded);
        }
        return attested.rank().compareTo(recorded.rank()) <= 0 ? attested : recorded;
    }

    /**
     * What passed on an index says nothing of what did not pass on the image.
     *
     * @param passed levels of the gates that passed elsewhere, and count
     */
    private static boolean madeGood(SignedVerdict failed, VerdictStanding elsewhere, Set<String> passed) {
        return elsewhere instanceof VerdictStanding.Passed counted
                && time(counted.verdict()).isAfter(time(failed))
                && (failed.ofIndex() || !counted.verdict().ofIndex())
                && passed.containsAll(notPassed(failed, elsewhere));
    }

    private static Instant time(SignedVerdict verdict) {
        return verdict.summary().timeVerified();
    }

    private static Set<String> levels(VerdictStanding standing) {
        return standing instanceof VerdictStanding.Passed counted
                ? Set.copyOf(counted.verdict().summary().levels())
                : Set.of();
    }

    /** As levels: a ledger has the keys of gates. Where it is not said, all that are known to have passed elsewhere. */
    private static Set<String> notPassed(SignedVerdict failed, VerdictStanding elsewhere) {
        Set<String> named = failed.summary().failedLevels().stream()
                .map(each -> GateName.ofKey(each).map(VerdictAttestation::level).orElse(each))
                .collect(Collectors.toSet());
        return named.isEmpty() ? levels(elsewhere) : named;
    }
}

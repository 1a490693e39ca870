package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.attestation.VerdictAttestation;
import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.setting.DriftEvidence;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts together what registry and ledger say, as the policy wants it. */
final class Evidence {
    private final DriftEvidence wanted;
    private final Optional<RecordedVerdicts> ledger;

    Evidence(DriftEvidence wanted, Optional<RecordedVerdicts> ledger) {
        this.wanted = wanted;
        this.ledger = ledger;
    }

    /**
     * Whether the policy exempts the repository is no matter of evidence.
     *
     * @param index that the tag of the task definition is, where that lists the image
     * @param digests of the image, and of the index that the registry says lists it
     */
    VerdictStanding of(VerdictStanding attested, RunningImage image, Optional<Digest> index, List<Digest> digests) {
        if (attested instanceof VerdictStanding.Exempt || wanted == DriftEvidence.ATTESTED) {
            return attested;
        }
        VerdictStanding recorded = ledger.map(known -> known.of(
                        image.named().repository(),
                        digests,
                        image.named().digest().or(() -> index)))
                .orElseGet(() -> new VerdictStanding.Undecided(
                        "the policy wants the evidence of a ledger (drift.evidence=" + wanted.key()
                                + "), and none is named",
                        "name it with --ledger DIR"));
        return switch (wanted) {
            case ATTESTED -> attested;
            case LEDGER -> recorded;
            case BOTH -> worse(attested, recorded);
            case EITHER -> either(attested, recorded, image.named().repository(), digests);
        };
    }

    private static VerdictStanding worse(VerdictStanding one, VerdictStanding other) {
        return one.rank().compareTo(other.rank()) >= 0 ? one : other;
    }

    /** The newest verdict counts, wherever it is: a failure is not outdone by an older pass elsewhere, nor by one of other gates. */
    private VerdictStanding either(
            VerdictStanding attested, VerdictStanding recorded, String repository, List<Digest> digests) {
        if (ledger.isEmpty()) {
            return attested;
        }
        if (attested instanceof VerdictStanding.DidNotPass failed) {
            Set<String> since = ledger.get().passedSince(repository, digests, time(failed.verdict()));
            if (!newer(recorded, failed) || !since.containsAll(notPassed(failed))) {
                return attested;
            }
        }
        if (recorded instanceof VerdictStanding.DidNotPass failed
                && !(newer(attested, failed) && levels(attested).containsAll(notPassed(failed)))) {
            return recorded;
        }
        return attested.rank().compareTo(recorded.rank()) <= 0 ? attested : recorded;
    }

    private static boolean newer(VerdictStanding passed, VerdictStanding.DidNotPass failed) {
        return passed instanceof VerdictStanding.Passed counted
                && time(counted.verdict()).isAfter(time(failed.verdict()));
    }

    private static Instant time(SignedVerdict verdict) {
        return verdict.summary().timeVerified();
    }

    private static Set<String> levels(VerdictStanding standing) {
        return standing instanceof VerdictStanding.Passed counted
                ? Set.copyOf(counted.verdict().summary().levels())
                : Set.of();
    }

    /** As levels: a ledger has the keys of gates. Empty where it is not said. */
    private static List<String> notPassed(VerdictStanding.DidNotPass failed) {
        return failed.verdict().summary().failedLevels().stream()
                .map(each -> GateName.ofKey(each).map(VerdictAttestation::level).orElse(each))
                .toList();
    }
}

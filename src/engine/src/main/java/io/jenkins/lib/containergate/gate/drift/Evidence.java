package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.setting.DriftEvidence;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import java.util.List;
import java.util.Optional;

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
            case EITHER -> either(attested, recorded);
        };
    }

    private static VerdictStanding worse(VerdictStanding one, VerdictStanding other) {
        return one.rank().compareTo(other.rank()) >= 0 ? one : other;
    }

    /** The newest verdict counts, wherever it is: a failure is not outdone by an older pass elsewhere. */
    private VerdictStanding either(VerdictStanding attested, VerdictStanding recorded) {
        if (ledger.isEmpty()) {
            return attested;
        }
        if (attested instanceof VerdictStanding.DidNotPass failed && !newer(recorded, failed)) {
            return attested;
        }
        if (recorded instanceof VerdictStanding.DidNotPass failed && !newer(attested, failed)) {
            return recorded;
        }
        return attested.rank().compareTo(recorded.rank()) <= 0 ? attested : recorded;
    }

    private static boolean newer(VerdictStanding passed, VerdictStanding.DidNotPass failed) {
        return passed instanceof VerdictStanding.Passed counted
                && counted.verdict()
                        .summary()
                        .timeVerified()
                        .isAfter(failed.verdict().summary().timeVerified());
    }
}

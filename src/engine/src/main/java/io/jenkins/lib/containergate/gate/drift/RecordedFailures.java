package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.AttestedVerdicts;
import io.jenkins.lib.containergate.gate.AttestedWaivers;
import io.jenkins.lib.containergate.gate.BesideIndex;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.DriftEvidence;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What is known against an image that is about to be deployed and passed beside itself: what did not pass beside the indexes that
 * its verdicts name, and, where the policy counts a ledger, what did not pass in that, also beside the indexes that it knows. A
 * ledger never speaks for an image.
 */
public final class RecordedFailures {
    private final AttestedVerdicts verdicts;
    private final Optional<Evidence> ledger;

    /** Collects what is beside an image and the index that it is chosen from. */
    @FunctionalInterface
    public interface Collecting {
        /** @throws GateException when it cannot be read, or when not one image of the index is for the platform */
        SignatureEvidence through(Digest index, Deadline deadline)
                throws GateException, IOException, InterruptedException;
    }

    /** @param ledger empty where there is none: then nothing is taken away */
    public RecordedFailures(Optional<Ledger> ledger, EffectivePolicy policy, AttestedVerdicts verdicts, Clock clock) {
        DriftEvidence wanted = policy.get(PolicyKeys.DRIFT_EVIDENCE).value();
        this.verdicts = verdicts;
        this.ledger = ledger.filter(unused -> wanted != DriftEvidence.ATTESTED)
                .map(known -> new RecordedPolicies(known, policy, clock))
                .map(policies -> new RecordedVerdicts(policies, policy, Set.of(), clock))
                .map(recorded -> new Evidence(wanted, Optional.of(recorded)));
    }

    /**
     * What remains of what is attested beside an image.
     *
     * @param collecting as the image itself was
     * @param attached where the image is; opened where another index of it is known that cannot be collected so: it may be gone
     * @throws GateException when it is not known what is attested beside an index
     */
    public VerdictStanding weighed(
            VerdictStanding attested,
            SignedImage image,
            Collecting collecting,
            AttestedWaivers.Files attached,
            Deadline deadline)
            throws GateException, IOException, InterruptedException {
        if (!(attested instanceof VerdictStanding.Passed)) {
            return attested;
        }
        Digest digest = image.manifest().digest();
        Set<Digest> unread = new HashSet<>(AttestedVerdicts.indexes(attested));
        ledger.ifPresent(known -> unread.addAll(known.indexes(digest)));
        Set<Digest> indexes = new HashSet<>(unread);
        image.index().map(listing -> listing.descriptor().digest()).ifPresent(known -> {
            unread.remove(known);
            indexes.add(known);
        });
        for (Digest index : unread) {
            Optional<SignatureEvidence> collected = collected(index, image, collecting, deadline);
            VerdictStanding beside = collected.isPresent()
                    ? verdicts.of(collected.get())
                    : beside(index, attested, image, attached.open(), deadline);
            if (!(beside instanceof VerdictStanding.Passed)) {
                return beside;
            }
        }
        return ledger.isPresent()
                ? ledger.get().unlessRecorded(attested, image.repository(), new EvidenceDigests(digest, indexes))
                : attested;
    }

    /** Nothing where the index may be gone, or may not list the image for one platform: then it is looked at itself. */
    private static Optional<SignatureEvidence> collected(
            Digest index, SignedImage image, Collecting collecting, Deadline deadline)
            throws IOException, InterruptedException {
        try {
            return Optional.of(collecting.through(index, deadline))
                    .filter(found -> found.image()
                            .manifest()
                            .digest()
                            .equals(image.manifest().digest()));
        } catch (GateException e) {
            return Optional.empty();
        }
    }

    /** Of an index that is gone the ledger has what was found out about it while it was there. */
    private VerdictStanding beside(
            Digest index, VerdictStanding attested, SignedImage image, EvidenceSource source, Deadline deadline)
            throws GateException, InterruptedException {
        return new BesideIndex(source, Set.of())
                .find(image, index, deadline)
                .map(verdicts::of)
                .orElse(attested);
    }
}

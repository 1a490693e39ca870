package io.jenkins.lib.containergate.signature.evidence;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence.Unread;
import io.jenkins.lib.containergate.signature.evidence.StatementHint.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was gathered so far; verdicts have a limit of their own, so that they do not crowd out signatures. */
final class CollectedEvidence {
    /** Manifests read for one signature at most: a list need not say what its referrers are. */
    private static final int MANIFESTS = 5;
    /** Signatures after which it is asked for the first time whether they are enough; to answer, all of them are verified. */
    private static final int ASKED = 4;
    /** How many times as many there are the next time. */
    private static final int MORE = 8;

    private final SignedImage image;
    private final EvidenceLimits limits;
    private final Set<String> attestations;
    private final EnoughEvidence enough;
    private final List<Candidate> candidates = new ArrayList<>();
    private int manifests;
    private int omitted;
    private int verdicts;
    private int omittedVerdicts;
    private int attestationsRead;
    private int omittedAttestations;
    private Instant newestOmitted = Instant.MIN;
    private long bytes;
    private int asked = ASKED;
    private boolean decides;

    CollectedEvidence(SignedImage image, EvidenceLimits limits, Set<String> attestations, EnoughEvidence enough) {
        this.image = image;
        this.limits = limits;
        this.attestations = attestations;
        this.enough = enough;
    }

    SignatureEvidence all() {
        return new SignatureEvidence(image, candidates, unread());
    }

    /** Whether nothing that is still to be read matters. */
    boolean decides() {
        if (!decides && candidates.size() >= asked) {
            asked = candidates.size() * MORE;
            decides = enough.decides(all());
        }
        return decides;
    }

    boolean fullOfManifests() {
        return manifests >= MANIFESTS * limits.maxSignatures();
    }

    void readManifest() {
        manifests++;
    }

    boolean hasRoom(long size) {
        return bytes + size <= limits.maxTotalBytes();
    }

    void took(long size) {
        bytes += size;
    }

    void omitSignature() {
        omitted++;
    }

    void omitAttestation() {
        omittedAttestations++;
    }

    void add(Candidate candidate) {
        add(candidate, false);
    }

    void add(Candidate candidate, boolean verdict) {
        candidates.add(candidate);
        verdicts += verdict ? 1 : 0;
    }

    void addAttestation(Candidate.Attestation attestation) {
        candidates.add(attestation);
        attestationsRead++;
    }

    boolean fullOfAttestations() {
        return attestationsRead >= limits.maxSignatures();
    }

    void unreadable(String origin, GateException cause, StatementHint hint) {
        unreadable(origin, cause.problem(), hint);
    }

    void unreadable(String origin, String reason, StatementHint hint) {
        boolean attestation = !attestations.isEmpty() && hint.mayBeAttestation();
        add(new Candidate.Unreadable(origin, reason, hint.mayBeVerdict(), attestation));
    }

    boolean full() {
        return candidates.size() - verdicts - attestationsRead >= limits.maxSignatures();
    }

    boolean full(StatementHint hint) {
        return switch (hint.kind()) {
            case VERDICT -> verdicts >= limits.maxSignatures();
            case ATTESTATION -> fullOfAttestations();
            default -> full();
        };
    }

    void omit(StatementHint hint) {
        if (hint.kind() == Kind.ATTESTATION) {
            omittedAttestations++;
            return;
        }
        omittedAttestations += !attestations.isEmpty() && hint.mayBeAttestation() ? 1 : 0;
        omitted += hint.kind() == Kind.VERDICT ? 0 : 1;
        if (hint.mayBeVerdict()) {
            omittedVerdicts++;
            Instant created = hint.created().orElse(Instant.MAX);
            newestOmitted = created.isAfter(newestOmitted) ? created : newestOmitted;
        }
    }

    private Unread unread() {
        boolean dated = omittedVerdicts > 0 && !newestOmitted.equals(Instant.MAX);
        return new Unread(
                omitted, omittedVerdicts, omittedAttestations, dated ? Optional.of(newestOmitted) : Optional.empty());
    }
}

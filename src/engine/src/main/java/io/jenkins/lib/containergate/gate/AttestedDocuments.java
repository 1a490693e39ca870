package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.UndecidedSignatureException;
import io.jenkins.lib.containergate.signature.UnreadableStatementException;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.signature.evidence.EvidenceCollector;
import io.jenkins.lib.containergate.signature.evidence.EvidenceLimits;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.sigstore.BundleVerifier;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Documents of one kind that are attested beside an image. What cannot be read is an error, because it might count. */
final class AttestedDocuments {
    /**
     * @param predicateTypes of the attestations
     * @param name {@code VEX document}, with {@code article}
     * @param risk what one that is not read might be: {@code a VEX document that calls the image affected}
     * @param risks the same of several
     */
    record Kind(Set<String> predicateTypes, String article, String name, String risk, String risks) {
        Kind {
            predicateTypes = Set.copyOf(predicateTypes);
        }
    }

    /**
     * @param signer and the statement as it was signed; empty for what no trusted signer signed
     * @param refusal then, why
     */
    record Found(String origin, Optional<String> signer, Optional<Bytes> statement, String refusal) {
        private static Found nothing(String origin, String why) {
            return new Found(origin, Optional.empty(), Optional.empty(), why);
        }
    }

    private final Kind kind;
    private final EvidenceLimits limits;
    private final BundleVerifier verifier;

    AttestedDocuments(Kind kind, EvidenceLimits limits, Clock clock) {
        this.kind = kind;
        this.limits = limits;
        this.verifier = new BundleVerifier(clock);
    }

    /** @throws GateException when the repository does not answer */
    SignatureEvidence collect(EvidenceSource source, SignedImage image, Deadline deadline)
            throws GateException, InterruptedException {
        return new EvidenceCollector(source, limits, kind.predicateTypes()).collect(image, deadline);
    }

    /**
     * @param evidence with the attestations of this kind
     * @throws GateException when it cannot be decided whether a document is a trusted signer's, or there are attestations that
     *     cannot be read or are too many
     */
    List<Found> of(SignatureEvidence evidence, List<TrustedSigner> trusted) throws GateException {
        SignedImage image = evidence.image();
        List<Found> documents = new ArrayList<>();
        for (Candidate candidate : evidence.candidates()) {
            if (candidate instanceof Candidate.Attestation || candidate instanceof Candidate.Bundle) {
                documents.addAll(documents(candidate, image, trusted));
            } else if (candidate instanceof Candidate.Unreadable unreadable) {
                if (unreadable.attestation()) {
                    throw new GateException(
                            unreadable.origin() + ", which may be " + kind.risk() + ", cannot be read: "
                                    + unreadable.reason(),
                            "delete it from the repository, or attest the " + kind.name() + " again");
                }
                documents.add(Found.nothing(unreadable.origin(), unreadable.reason()));
            }
        }
        if (evidence.unread().attestations() > 0) {
            throw new GateException(
                    evidence.unread().attestations() + " attestations of " + image.repository() + "@"
                            + image.manifest().digest() + ", which may be " + kind.risks()
                            + ", were not read: there are more than " + limits.maxSignatures(),
                    "delete old attestations from the repository");
        }
        return documents;
    }

    /** One for each signer whose it is: a key may have several names, which the policy trusts with different images. */
    private List<Found> documents(Candidate candidate, SignedImage image, List<TrustedSigner> trusted)
            throws GateException {
        List<Found> documents = new ArrayList<>();
        String refusal = "the policy names no signer";
        for (TrustedSigner signer : trusted) {
            BundleVerifier.Attested attested;
            try {
                attested = verifier.attested(candidate, image, signer, kind.predicateTypes());
            } catch (UndecidedSignatureException e) {
                throw new GateException(
                        "whether the attestation " + candidate.origin() + " is " + kind.article() + " " + kind.name()
                                + " of '" + signer.name() + "' cannot be decided: " + e.problem(),
                        e.remedy(),
                        e);
            } catch (UnreadableStatementException e) {
                if (!candidate.statement()) {
                    continue;
                }
                throw new GateException(
                        "the attestation " + candidate.origin() + ", which may be " + kind.risk() + " and that '"
                                + signer.name() + "' signed, cannot be read: " + e.problem(),
                        "attest the " + kind.name() + " again, and delete this one from the repository",
                        e);
            } catch (GateException e) {
                refusal = e.problem() + " (" + signer.name() + ")";
                continue;
            }
            documents.add(
                    new Found(candidate.origin(), Optional.of(signer.name()), Optional.of(attested.payload()), ""));
        }
        if (documents.isEmpty() && candidate instanceof Candidate.Attestation) {
            documents.add(Found.nothing(candidate.origin(), refusal));
        }
        return documents;
    }
}

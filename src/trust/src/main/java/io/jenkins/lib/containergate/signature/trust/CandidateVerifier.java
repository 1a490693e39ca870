package io.jenkins.lib.containergate.signature.trust;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.policy.signer.ProvenanceCondition;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.SignatureVerifier;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.UndecidedSignatureException;
import io.jenkins.lib.containergate.signature.UnreadableStatementException;
import io.jenkins.lib.containergate.signature.Verification;
import io.jenkins.lib.containergate.signature.VerifiedSignature;
import io.jenkins.lib.containergate.signature.VerifiedSignature.SigningTime;
import io.jenkins.lib.containergate.signature.contenttrust.ContentTrustVerifier;
import io.jenkins.lib.containergate.signature.contenttrust.SeenVersions;
import io.jenkins.lib.containergate.signature.cosign.SimpleSigningVerifier;
import io.jenkins.lib.containergate.signature.dsse.Statement;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.signature.notation.NotationVerifier;
import io.jenkins.lib.containergate.signature.notation.RevocationCheck;
import io.jenkins.lib.containergate.signature.provenance.Provenance;
import io.jenkins.lib.containergate.signature.provenance.ProvenanceCheck;
import io.jenkins.lib.containergate.signature.sigstore.BundleVerifier;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictDemand;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import java.time.Clock;

/** Every format behind one verifier; whatever goes wrong with a signature is a reason why it does not count. */
public final class CandidateVerifier implements SignatureVerifier {
    private final SimpleSigningVerifier simpleSigning;
    private final BundleVerifier bundles;
    private final NotationVerifier notation;
    private final ContentTrustVerifier contentTrust;

    public CandidateVerifier(Clock clock, RevocationCheck revocation, SeenVersions seen) {
        this.simpleSigning = new SimpleSigningVerifier(clock);
        this.bundles = new BundleVerifier(clock);
        this.notation = new NotationVerifier(clock, revocation);
        this.contentTrust = new ContentTrustVerifier(clock, seen);
    }

    @Override
    public Verification verify(Candidate candidate, SignedImage image, TrustedSigner signer) {
        return judged(() -> {
            if (candidate instanceof Candidate.SimpleSigning simple) {
                return simpleSigning.verify(simple, image, signer);
            }
            if (candidate instanceof Candidate.Bundle bundle) {
                return bundles.verify(bundle, image, signer);
            }
            if (candidate instanceof Candidate.Envelope envelope) {
                if (signer instanceof TrustedSigner.Notation trusted) {
                    return notation.verify(envelope, image, trusted);
                }
                throw new RejectedSignatureException("it is a Notary Project signature");
            }
            if (candidate instanceof Candidate.ContentTrustData metadata) {
                if (signer instanceof TrustedSigner.ContentTrust trusted) {
                    return contentTrust.verify(metadata, image, trusted);
                }
                throw new RejectedSignatureException("it is Docker Content Trust");
            }
            if (candidate instanceof Candidate.Unreadable unreadable) {
                throw new RejectedSignatureException(unreadable.reason());
            }
            throw new RejectedSignatureException("it is an attestation");
        });
    }

    /**
     * Whether it is the signer's verdict that the image passed.
     *
     * @param history learns of every verdict of the signer on the image, also of those that did not pass
     */
    Verification verdict(
            Candidate candidate,
            SignedImage image,
            TrustedSigner signer,
            VerdictDemand demand,
            VerdictHistory history) {
        return judged(() -> {
            BundleVerifier.Attested attested;
            VerificationSummary summary;
            try {
                attested = bundles.verdict(candidate, image, signer);
                summary = summary(attested.statement());
            } catch (UnreadableStatementException e) {
                history.unreadable(candidate, e.problem());
                throw e;
            } catch (RuntimeException e) {
                history.unreadable(candidate, failed(e));
                throw e;
            }
            if (demand.concerns(summary)) {
                Digest on = attested.signature().digest();
                boolean ofIndex = !on.equals(image.manifest().digest());
                history.add(candidate, new SignedVerdict(candidate.origin(), signer.name(), on, ofIndex, summary));
            }
            demand.check(summary, image.repository());
            return attested.signature().withTime(SigningTime.between(summary.timeVerified(), summary.timeVerified()));
        });
    }

    /** Whether the signer attests that the image was built as demanded. */
    Verification provenance(Candidate candidate, SignedImage image, TrustedSigner signer, ProvenanceCondition demand) {
        return judged(() -> {
            BundleVerifier.Attested attested = bundles.attested(candidate, image, signer, Provenance.PREDICATE_TYPES);
            StrictJson predicate = attested.statement()
                    .predicate()
                    .orElseThrow(() -> new RejectedSignatureException("its statement says nothing"));
            new ProvenanceCheck(demand)
                    .check(Provenance.parse(attested.statement().predicateType(), predicate));
            return attested.signature();
        });
    }

    private static VerificationSummary summary(Statement statement) throws UnreadableStatementException {
        try {
            if (!statement.predicateType().equals(VerificationSummary.PREDICATE_TYPE)) {
                throw new RejectedSignatureException(
                        "it is a verdict of the unknown version " + MediaType.shown(statement.predicateType()));
            }
            return VerificationSummary.parse(statement
                    .predicate()
                    .orElseThrow(() -> new RejectedSignatureException("its statement says nothing")));
        } catch (GateException e) {
            throw new UnreadableStatementException(e);
        }
    }

    @FunctionalInterface
    private interface Check {
        VerifiedSignature run() throws GateException;
    }

    private static Verification judged(Check check) {
        try {
            return new Verification.Valid(check.run());
        } catch (UndecidedSignatureException e) {
            return new Verification.Undecided(e.problem(), e.remedy());
        } catch (GateException e) {
            return new Verification.Invalid(e.problem());
        } catch (RuntimeException e) {
            // whatever one signature does to its reader must not keep another from being counted
            return new Verification.Invalid(failed(e));
        }
    }

    private static String failed(RuntimeException e) {
        return "it cannot be read (" + e.getClass().getSimpleName() + ")";
    }
}

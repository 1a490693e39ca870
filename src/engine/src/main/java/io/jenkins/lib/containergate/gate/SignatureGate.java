package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.gate.SignatureJudgement.Beside;
import io.jenkins.lib.containergate.http.AddressGuard;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.judge.PolicyEngine;
import io.jenkins.lib.containergate.policy.judge.VerdictAssembler;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressEvent.StageFinished;
import io.jenkins.lib.containergate.progress.ProgressEvent.StageStarted;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.UndecidedSignatureException;
import io.jenkins.lib.containergate.signature.contenttrust.SeenVersions;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.signature.evidence.EnoughEvidence;
import io.jenkins.lib.containergate.signature.evidence.EvidenceCollector;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.notation.RevocationCheck;
import io.jenkins.lib.containergate.signature.provenance.Provenance;
import io.jenkins.lib.containergate.signature.sigstore.TrustedRoot;
import io.jenkins.lib.containergate.signature.trust.CandidateVerifier;
import io.jenkins.lib.containergate.signature.trust.TrustJudge;
import io.jenkins.lib.containergate.signature.trust.VerdictStandings;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Is this digest signed by the signers trusted for its repository? Evidence may be collected elsewhere; it is verified
 * here, with the policy's keys.
 */
public final class SignatureGate {
    /** Of a finding that says that evidence could not be judged. */
    public static final RuleId UNDECIDED = SignatureFindings.UNDECIDED;

    private static final String STAGE = "signatures";

    private final Set<String> attestations;
    private final TrustPolicies policies;
    private final AddressGuard guard;
    private final Optional<ContentTrustAccess> contentTrust;
    private final TrustJudge judge;
    private final AttestedVerdicts verdicts;
    private final AttestedWaivers waivers;
    private final SignatureJudgement judgement;
    private final VerdictAssembler assembler;

    /** With keys that are all in the policy itself. */
    public SignatureGate(
            EffectivePolicy policy,
            Optional<TrustedRoot> root,
            RevocationCheck revocation,
            Optional<ContentTrustAccess> contentTrust,
            Clock clock) {
        this(policy, root, PinnedKeys.unreachable(), revocation, contentTrust, clock);
    }

    /**
     * @param root for signers of the policy that bring none of their own
     * @param keys gets those the policy only names
     * @param contentTrust without it, what only Docker Content Trust could decide is an error
     */
    public SignatureGate(
            EffectivePolicy policy,
            Optional<TrustedRoot> root,
            PinnedKeys keys,
            RevocationCheck revocation,
            Optional<ContentTrustAccess> contentTrust,
            Clock clock) {
        this.attestations = attestations(policy);
        this.policies = new TrustPolicies(policy, root, keys, clock);
        this.guard = InternalHosts.guard(policy);
        this.contentTrust = contentTrust;
        SeenVersions seen = contentTrust.map(ContentTrustAccess::seen).orElse(SignatureGate::remembersNothing);
        this.judge = new TrustJudge(new CandidateVerifier(clock, revocation, seen), clock);
        this.verdicts = new AttestedVerdicts(
                policy, policies, new VerdictStandings(judge, policy.digest().hex(), clock));
        this.waivers = new AttestedWaivers(policy, verdicts, clock);
        this.judgement = new SignatureJudgement(policies, judge, new PolicyEngine(policy, clock));
        this.assembler = new VerdictAssembler(policy, clock);
    }

    public SignatureGate(EffectivePolicy policy, Optional<TrustedRoot> root, RevocationCheck revocation, Clock clock) {
        this(policy, root, revocation, Optional.empty(), clock);
    }

    private static void remembersNothing(String repository, Map<String, SeenVersions.Version> versions)
            throws UndecidedSignatureException {
        throw new UndecidedSignatureException(
                "Docker Content Trust cannot be verified here", "verify where its servers can be reached");
    }

    /** What the verdicts amount to that are attested beside images. */
    public AttestedVerdicts verdicts() {
        return verdicts;
    }

    /** Predicate types of the attestations that the policy asks for besides signatures and verdicts. */
    public static Set<String> attestations(EffectivePolicy policy) {
        boolean provenance = policy.signatures().stream()
                .anyMatch(entry -> entry.value().conditions().provenance().isPresent());
        return provenance ? Provenance.PREDICATE_TYPES : Set.of();
    }

    /** The same of this gate's policy. */
    public Set<String> attestations() {
        return attestations;
    }

    /** When no more of the evidence needs to be read for this gate alone. */
    public EnoughEvidence enough() {
        return new EverySignerSigned(policies, judge);
    }

    /** Collects the evidence where the image is. */
    public static SignatureEvidence collect(
            EvidenceCollector collector, SignedImage image, Deadline deadline, ProgressListener progress)
            throws GateException, InterruptedException {
        progress.on(new StageStarted(STAGE, image.name()));
        SignatureEvidence evidence = collector.collect(image, deadline);
        progress.on(new StageFinished(STAGE, evidence.candidates().size() + " found"));
        return evidence;
    }

    /**
     * Adds what the servers of Docker Content Trust say that the policy names for the repository.
     *
     * @param asked the image as the user named it: its tag has to be the one that is signed
     * @throws GateException when a server does not answer: then nothing can be decided
     */
    public SignatureEvidence withContentTrust(SignatureEvidence evidence, ImageReference asked, Deadline deadline)
            throws GateException, InterruptedException {
        List<Candidate> candidates = new ArrayList<>(evidence.candidates());
        Set<TrustedSigner.ContentTrust> signers =
                policies.contentTrust(evidence.image().repository());
        if (!signers.isEmpty() && contentTrust.isEmpty()) {
            throw new UndecidedSignatureException(
                    "Docker Content Trust cannot be verified here", "verify where its servers can be reached");
        }
        for (TrustedSigner.ContentTrust signer : signers) {
            URI server = signer.trust().server();
            if (!policies.outermostNames(server)) {
                guard.check(server, "an inner policy layer");
            }
            candidates.add(contentTrust.orElseThrow().collect(signer, asked, asked.tag(), deadline));
        }
        return new SignatureEvidence(evidence.image(), candidates, evidence.unread());
    }

    /**
     * @param named subject of the verdict: the image as the user named it, with its digest; its index is in the evidence
     * @param attached beside the image: opened where a verdict that counts may have passed by a waiver that has ended since
     */
    public Verdict judge(Subject named, SignatureEvidence evidence, AttestedWaivers.Files attached, Deadline deadline)
            throws InterruptedException {
        AttestedWaivers.Files once = attached.once();
        return judged(
                named,
                evidence,
                new Beside(
                        (together, names) -> waivers.of(evidence.image(), together, names, once, deadline),
                        index -> new BesideIndex(once.open(), attestations).find(evidence.image(), index, deadline)));
    }

    /** The same where nothing beside the image can be read: what only that could decide is undecided. */
    public Verdict judge(Subject named, SignatureEvidence evidence) throws InterruptedException {
        return judged(named, evidence, new Beside(waivers::unread, index -> {
            throw new GateException(
                    "what is attested beside the index " + index + " cannot be read here",
                    "verify where the registry can be reached");
        }));
    }

    /** The same for who asks elsewhere what else is to be known of the verdicts that count. */
    public Verdict judgeSigners(Subject named, SignatureEvidence evidence) throws InterruptedException {
        return judged(
                named, evidence, new Beside((together, names) -> new Standing.Holds(), index -> Optional.empty()));
    }

    private Verdict judged(Subject named, SignatureEvidence evidence, Beside beside) throws InterruptedException {
        Subject subject = named.index().isPresent()
                ? named
                : named.inIndex(evidence.image()
                        .index()
                        .map(listing -> listing.descriptor().digest().toString()));
        SignatureJudgement.Judged judged = judgement.of(names(subject), evidence, beside);
        return assembler
                .assemble(subject, names(subject), List.of(judged.result()), SignatureJudgement.RULES)
                .notedFirst(judged.notes());
    }

    /** The verdict when no evidence could be collected. */
    public Verdict unreadable(Subject subject, GateException cause) {
        GateError error = GateError.of(cause);
        return assembler.assemble(
                subject,
                names(subject),
                List.of(GateResult.undecided(GateName.SIGNATURES, error)),
                SignatureJudgement.RULES);
    }

    /** One verdict out of two on the same subject under the same policy: what the image holds, and who signed it. */
    public static Verdict join(Verdict first, Verdict second) {
        List<GateResult> gates = new ArrayList<>(first.gates());
        gates.addAll(second.gates());
        List<PolicyNote> notes = new ArrayList<>(first.notes());
        second.notes().stream().filter(note -> !notes.contains(note)).forEach(notes::add);
        return new Verdict(first.subject(), first.policy(), gates, notes, first.judgedAt());
    }

    private static ImageNames names(Subject subject) {
        return ImageNames.asked(subject.reference());
    }
}

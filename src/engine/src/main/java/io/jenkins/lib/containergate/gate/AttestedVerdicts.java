package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.attestation.VerdictAttestation;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.ImageAnswers.ImageAnswer;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.registry.RepositoryReader;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.EvidenceCollector;
import io.jenkins.lib.containergate.signature.evidence.EvidenceLimits;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource;
import io.jenkins.lib.containergate.signature.evidence.RegistryEvidence;
import io.jenkins.lib.containergate.signature.evidence.RememberedReferrers;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.evidence.SignedImageResolver;
import io.jenkins.lib.containergate.signature.trust.TrustPolicy;
import io.jenkins.lib.containergate.signature.trust.TrustRequirement;
import io.jenkins.lib.containergate.signature.trust.VerdictStandings;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import io.jenkins.lib.containergate.text.FirstFew;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what is attested beside an image that is deployed or about to be, and tells what it amounts to under the policy in
 * force: its signers, the newest verdict, the policy it was given under, its age.
 */
public final class AttestedVerdicts {
    private static final int SHOWN = 3;

    private final TrustPolicies policies;
    private final VerdictStandings standings;
    private final Optional<Duration> maxAge;
    private final Set<String> attestations;
    private final Set<String> evaluatedAgain;

    AttestedVerdicts(EffectivePolicy policy, TrustPolicies policies, VerdictStandings standings) {
        this(
                policies,
                standings,
                policy.find(PolicyKeys.DRIFT_MAX_AGE).map(Setting::value),
                SignatureGate.attestations(policy),
                Set.of());
    }

    private AttestedVerdicts(
            TrustPolicies policies,
            VerdictStandings standings,
            Optional<Duration> maxAge,
            Set<String> attestations,
            Set<String> evaluatedAgain) {
        this.policies = policies;
        this.standings = standings;
        this.maxAge = maxAge;
        this.attestations = attestations;
        this.evaluatedAgain = evaluatedAgain;
    }

    /** The same for who evaluates these gates again today: unless the policy names them, no verdict has to have them. */
    public AttestedVerdicts evaluatingAgain(Set<GateName> gates) {
        return new AttestedVerdicts(
                policies,
                standings,
                maxAge,
                attestations,
                gates.stream().map(VerdictAttestation::level).collect(Collectors.toSet()));
    }

    /**
     * @param image what the verdicts are on, where the registry has it
     * @param source that they were read from, for the files beside them
     * @param evidence all that is signed beside the image, where it could be read
     */
    public record Found(
            VerdictStanding standing,
            Optional<SignedImage> image,
            EvidenceSource source,
            Optional<SignatureEvidence> evidence) {
        /** Whether the registry says that it does not hold the image. */
        public boolean gone() {
            return image.isEmpty() && !(standing instanceof VerdictStanding.Undecided);
        }

        /** Of one image in two indexes: what did not pass in one of them, or cannot be read, is not made good by the other one. */
        public static Found worse(Found one, Found other) {
            if (one.standing() instanceof VerdictStanding.DidNotPass first
                    && other.standing() instanceof VerdictStanding.DidNotPass second) {
                List<SignedVerdict> all = Stream.of(first, second)
                        .flatMap(each -> each.verdicts().stream())
                        .distinct()
                        .toList();
                return new Found(new VerdictStanding.DidNotPass(all), one.image(), one.source(), one.evidence());
            }
            boolean worse = other.standing() instanceof VerdictStanding.Undecided
                    || other.standing() instanceof VerdictStanding.DidNotPass
                            && !(one.standing() instanceof VerdictStanding.Undecided);
            return worse ? other : one;
        }
    }

    /**
     * Reads the evidence and judges it. Whatever cannot be read is undecided.
     *
     * @param image with its digest
     * @param platform of an index the image that runs
     */
    public Found find(RepositoryReader repository, ImageReference image, Optional<Platform> platform, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return find(repository, image, platform, Optional.empty(), deadline);
    }

    /**
     * The same, where the image may be one that an index lists: what is signed beside that is read, too.
     *
     * @param index that was named; one that does not list the image says nothing of it
     */
    public Found find(
            RepositoryReader repository,
            ImageReference image,
            Optional<Platform> platform,
            Optional<Digest> index,
            Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        EvidenceSource source = new RememberedReferrers(new RegistryEvidence(repository));
        Optional<SignedImage> signed = Optional.empty();
        try {
            signed = new SignedImageResolver(repository).find(image, platform, index, deadline);
            if (signed.isEmpty()) {
                return new Found(gone(image), signed, source, Optional.empty());
            }
            EvidenceCollector collector = new EvidenceCollector(source, EvidenceLimits.defaults(), attestations);
            SignatureEvidence evidence = collector.collect(signed.get(), deadline);
            return new Found(of(evidence), signed, source, Optional.of(evidence));
        } catch (DeadlineExceededException e) {
            throw e;
        } catch (GateException e) {
            return new Found(new VerdictStanding.Undecided(e.problem(), e.remedy()), signed, source, Optional.empty());
        }
    }

    /** Where the policy exempts the repository, nothing that was attested is missing. */
    private VerdictStanding gone(ImageReference image) throws GateException {
        return policies.of(image.repository()) instanceof TrustPolicy.Exempt exempt
                ? new VerdictStanding.Exempt(exempt.reason(), exempt.decidedBy())
                : new VerdictStanding.ImageGone(image.toString());
    }

    /** The worst of what the evidence amounts to for each requirement of the repository that demands a verdict. */
    public VerdictStanding of(SignatureEvidence evidence) {
        String repository = evidence.image().repository();
        try {
            TrustPolicy policy = policies.of(repository);
            if (policy instanceof TrustPolicy.Exempt exempt) {
                return new VerdictStanding.Exempt(exempt.reason(), exempt.decidedBy());
            }
            if (!(policy instanceof TrustPolicy.Required required)) {
                return new VerdictStanding.NobodyTrusted(repository);
            }
            return required.requirements().stream()
                    .filter(requirement -> requirement.verdict().isPresent())
                    .map(requirement -> standing(evidence, requirement))
                    .reduce(AttestedVerdicts::worse)
                    .orElseGet(() -> new VerdictStanding.NobodyTrusted(repository));
        } catch (GateException e) {
            return new VerdictStanding.Undecided(e.problem(), e.remedy());
        }
    }

    /** Indexes that an image was chosen from by the verdicts that it passed by. */
    public static Set<Digest> indexes(VerdictStanding standing) {
        return standing instanceof VerdictStanding.Passed passed ? indexes(passed.all()) : Set.of();
    }

    static Set<Digest> indexes(Collection<SignedVerdict> verdicts) {
        return verdicts.stream()
                .flatMap(verdict -> verdict.summary().index().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static VerdictStanding worse(VerdictStanding one, VerdictStanding other) {
        if (one instanceof VerdictStanding.Passed first && other instanceof VerdictStanding.Passed second) {
            return first.and(second);
        }
        return other.rank().compareTo(one.rank()) > 0 ? other : one;
    }

    /**
     * The newest verdict of the signers that the policy trusts with one, whether it passed or not.
     *
     * @throws GateException when the policy trusts no signer for verdicts on the repository, when there is none, when requirements
     *     of the policy do not agree which it is, or when what cannot be read may be a newer one
     */
    public SignedVerdict newest(SignatureEvidence evidence) throws GateException {
        String repository = evidence.image().repository();
        List<TrustRequirement> demanding = demanding(repository);
        if (demanding.isEmpty()) {
            throw new GateException(
                    "the policy trusts no signer for verdicts on images of " + repository,
                    "add an entry with a verdict for the repository to signatures of the policy");
        }
        SignedVerdict first = standings.newest(evidence, demanding.get(0));
        for (TrustRequirement other : demanding.subList(1, demanding.size())) {
            SignedVerdict theirs = standings.newest(evidence, other);
            if (!theirs.summary().equals(first.summary())) {
                throw new GateException(
                        "the newest verdict on " + repository + "@"
                                + evidence.image().manifest().digest() + " that "
                                + demanding.get(0).decidedBy() + " trusts is another than that of "
                                + other.decidedBy(),
                        "compare the verdict.json files");
            }
        }
        return first;
    }

    /**
     * Why the newest verdict does not count where the policy demands one, whatever the policy in force says besides; empty when it
     * counts.
     *
     * @param newest of the evidence
     */
    Optional<String> unmet(SignatureEvidence evidence, SignedVerdict newest) throws GateException {
        return demanding(evidence.image().repository()).stream()
                .flatMap(requirement -> standings.unmet(evidence, newest, requirement).stream()
                        .map(why -> requirement.decidedBy() + " does not accept it: " + why))
                .findFirst();
    }

    private List<TrustRequirement> demanding(String repository) throws GateException {
        return policies.of(repository) instanceof TrustPolicy.Required required
                ? required.requirements().stream()
                        .filter(requirement -> requirement.verdict().isPresent())
                        .toList()
                : List.of();
    }

    /**
     * Whether a verdict says that what an image holds passed: one on something else, such as its signatures, does not. What did
     * not pass is certain, whatever is not known besides.
     *
     * @param image with its digest
     * @param waivers that the verdict passed by
     */
    public static ImageAnswer scanned(ImageReference image, VerdictStanding standing, Standing waivers) {
        if (standing instanceof VerdictStanding.DidNotPass
                || standing instanceof VerdictStanding.TooOld
                || standing instanceof VerdictStanding.Looser) {
            return new ImageAnswer.Failed(StandingText.problem(image, standing));
        }
        if (waivers instanceof Standing.Broken broken) {
            return new ImageAnswer.Failed(
                    "its verdict passed by waivers that have ended: " + FirstFew.sentences(broken.reasons(), SHOWN));
        }
        if (waivers instanceof Standing.Undecided open) {
            return new ImageAnswer.Undecided(open.problem(), open.remedy());
        }
        boolean all = standing instanceof VerdictStanding.Passed passed
                && ImageGate.GATES.stream()
                        .map(VerdictAttestation::level)
                        .allMatch(passed.verdict().summary().levels()::contains);
        return all
                ? new ImageAnswer.Passed()
                : new ImageAnswer.Undecided(
                        "no attested verdict that counts says that what the image holds passed",
                        "scan the image, and attest the verdict");
    }

    private VerdictStanding standing(SignatureEvidence evidence, TrustRequirement requirement) {
        String repository = evidence.image().repository();
        TrustRequirement needed = requirement.demanding(
                requirement.verdict().orElseThrow().notExpecting(evaluatedAgain), requirement.maxAge());
        return standings.of(evidence, needed, other -> policies.looser(other, requirement, repository), maxAge);
    }
}

package io.jenkins.lib.containergate.signature.trust;

import io.jenkins.lib.containergate.bounds.ClockSkew;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.Verification;
import io.jenkins.lib.containergate.signature.VerifiedSignature;
import io.jenkins.lib.containergate.signature.VerifiedSignature.SigningTime;
import io.jenkins.lib.containergate.signature.evidence.Candidate;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence.Unread;
import io.jenkins.lib.containergate.signature.trust.TrustRequirement.Member;
import io.jenkins.lib.containergate.signature.verdict.VerdictDemand;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts distinct signers, never signatures (C.1.10). */
public final class TrustJudge {
    private final CandidateVerifier verifier;
    private final Clock clock;

    public TrustJudge(CandidateVerifier verifier, Clock clock) {
        this.verifier = verifier;
        this.clock = clock;
    }

    public RequirementResult judge(SignatureEvidence evidence, TrustRequirement requirement) {
        return judge(evidence, requirement, true);
    }

    /** The same where nothing but the newest verdict is asked for: older ones that were not read take nothing from it. */
    RequirementResult judgeNewest(SignatureEvidence evidence, TrustRequirement requirement) {
        return judge(evidence, requirement, false);
    }

    private RequirementResult judge(SignatureEvidence evidence, TrustRequirement requirement, boolean olderCount) {
        Tally tally = new Tally(requirement, olderCount);
        for (Candidate candidate : evidence.candidates()) {
            tally.add(candidate, evidence.image());
        }
        tally.unread(evidence.unread());
        return tally.result();
    }

    /** The state of one count. */
    private final class Tally {
        private final TrustRequirement requirement;
        private final List<DistinctSigners.Match> matches = new ArrayList<>();
        private final List<String> refusals = new ArrayList<>();
        private final List<Verification.Undecided> undecided = new ArrayList<>();
        private final VerdictHistory history;
        private final Map<DistinctSigners.Match, Candidate> origins = new IdentityHashMap<>();
        private Unread unread = new Unread(0, 0, Optional.empty());
        private final boolean olderCount;
        private boolean withheld;

        Tally(TrustRequirement requirement, boolean olderCount) {
            this.requirement = requirement;
            this.olderCount = olderCount;
            this.history = new VerdictHistory(
                    requirement.verdict().map(VerdictDemand::levels).orElse(Set.of()));
        }

        void unread(Unread left) {
            unread = left;
            int count = left.signatures();
            if (requirement.verdict().isPresent()) {
                count = left.verdicts();
            } else if (requirement.provenance().isPresent()) {
                count = left.attestations();
            }
            if (count > 0) {
                refusals.add(0, count + " more were not read: there are too many");
            }
        }

        /** A verdict that passed does not count while one that did not pass may be among what is not known. */
        private void withhold(String problem, String remedy) {
            withheld = true;
            undecided.add(new Verification.Undecided(problem, remedy));
        }

        void add(Candidate candidate, SignedImage image) {
            if (candidate instanceof Candidate.Attestation
                    && requirement.provenance().isEmpty()) {
                return;
            }
            if (candidate instanceof Candidate.Unreadable unreadable) {
                refusals.add(unreadable.origin() + ": " + unreadable.reason());
                if (unreadable.verdict() && requirement.verdict().isPresent()) {
                    withhold(
                            unreadable.origin() + " cannot be read, and may be a newer verdict that did not pass",
                            "delete that referrer, or attest the verdict again");
                }
                return;
            }
            Map<String, List<String>> reasons = new LinkedHashMap<>();
            boolean valid = false;
            boolean untold = false;
            for (Member member : requirement.signers()) {
                Verification verification = verify(candidate, image, member);
                if (verification instanceof Verification.Valid verified) {
                    valid = true;
                    history.accepted(candidate);
                    DistinctSigners.Match match = new DistinctSigners.Match(member, verified.signature());
                    matches.add(match);
                    origins.put(match, candidate);
                } else if (verification instanceof Verification.Undecided open) {
                    undecided.add(open);
                    untold = true;
                    reasons.computeIfAbsent(open.problem(), unused -> new ArrayList<>())
                            .add(member.signer().name());
                } else if (verification instanceof Verification.Invalid invalid) {
                    reasons.computeIfAbsent(invalid.reason(), unused -> new ArrayList<>())
                            .add(member.signer().name());
                }
            }
            withheld |= untold && !valid && requirement.verdict().isPresent();
            if (!valid) {
                refusals.add(candidate.origin() + ": "
                        + reasons.entrySet().stream()
                                .map(each -> each.getKey() + " (" + String.join(", ", each.getValue()) + ")")
                                .collect(Collectors.joining("; ")));
            }
        }

        private Verification verify(Candidate candidate, SignedImage image, Member member) {
            Verification verification = verifyKind(candidate, image, member.signer());
            if (verification instanceof Verification.Valid valid) {
                Optional<String> objection = objection(valid.signature(), image);
                if (objection.isPresent()) {
                    return new Verification.Invalid(objection.get());
                }
            }
            return verification;
        }

        private Verification verifyKind(Candidate candidate, SignedImage image, TrustedSigner signer) {
            if (requirement.verdict().isPresent()) {
                return verifier.verdict(
                        candidate, image, signer, requirement.verdict().get(), history);
            }
            return requirement.provenance().isPresent()
                    ? verifier.provenance(
                            candidate, image, signer, requirement.provenance().get())
                    : verifier.verify(candidate, image, signer);
        }

        private Optional<String> objection(VerifiedSignature signature, SignedImage image) {
            for (Map.Entry<String, String> wanted : requirement.annotations().entrySet()) {
                if (!wanted.getValue().equals(signature.annotations().get(wanted.getKey()))) {
                    return Optional.of("it does not carry the annotation " + wanted.getKey() + "=" + wanted.getValue());
                }
            }
            return reference(signature, image).or(() -> age(signature));
        }

        /** C.1.5: a signature of another repository could have been copied here. */
        private Optional<String> reference(VerifiedSignature signature, SignedImage image) {
            if (signature.reference().isEmpty()) {
                return Optional.empty();
            }
            String named = signature.reference().get();
            try {
                String repository = ImageReference.parse(named).repository();
                return repository.equals(image.repository())
                                || requirement.references().test(repository)
                        ? Optional.empty()
                        : Optional.of("it was made for the repository " + repository);
            } catch (GateException e) {
                return Optional.of("it was made for " + MediaType.shown(named) + ", which is not a repository");
            }
        }

        private Optional<String> age(VerifiedSignature signature) {
            Optional<Instant> by = signature.time().map(SigningTime::by);
            if (by.filter(moment -> ClockSkew.SERVER.inFuture(moment, clock)).isPresent()) {
                return Optional.of("it is dated " + by.get() + ", which is in the future");
            }
            if (requirement.maxAge().isEmpty()) {
                return Optional.empty();
            }
            Duration most = requirement.maxAge().get();
            Optional<Instant> notBefore = signature.time().flatMap(SigningTime::notBefore);
            if (notBefore.isEmpty()) {
                return Optional.of(
                        "it has no trusted earliest signing time, and its age must not be over " + most.toHours() + " h"
                                + (by.isEmpty() ? "" : ": an old signature of a key can be logged or stamped again"));
            }
            return notBefore.get().isBefore(clock.instant().minus(most))
                    ? Optional.of("it may be from " + notBefore.get() + ", more than " + most.toHours() + " h ago")
                    : Optional.empty();
        }

        RequirementResult result() {
            requirement.verdict().ifPresent(demand -> {
                dropSuperseded();
                matches.sort(
                        Comparator.comparing((DistinctSigners.Match match) -> history.order(origins.get(match), demand))
                                .thenComparing(Tally::passedAt, Comparator.reverseOrder()));
            });
            DistinctSigners.Count count = new DistinctSigners(matches).count(requirement.roles());
            List<String> missing = requirement.roles().stream()
                    .filter(role -> !count.filled().contains(role))
                    .toList();
            count.doubles()
                    .forEach(name ->
                            refusals.add(name + " does not count: its signer already counts under another name"));
            RequirementResult result = result(count, missing);
            int left = requirement.provenance().isPresent() ? unread.attestations() : unread.signatures();
            if (result.met() || left == 0 || requirement.verdict().isPresent()) {
                return result;
            }
            withhold(
                    left + " signatures were not read, and those that are missing may be among them",
                    "delete signatures that are no longer needed");
            return result(count, missing);
        }

        private static Instant passedAt(DistinctSigners.Match match) {
            return match.signature().time().flatMap(SigningTime::notBefore).orElse(Instant.MIN);
        }

        private RequirementResult result(DistinctSigners.Count count, List<String> missing) {
            return new RequirementResult(
                    requirement,
                    count.counted(),
                    missing,
                    refusals,
                    undecided,
                    withheld,
                    history.all(),
                    history.accepted());
        }

        /** Of one verifier's verdicts the newest counts, also if it is one that cannot be read. */
        private void dropSuperseded() {
            for (String statement : history.unreadable()) {
                withhold(
                        statement + ": it may be a verdict which did not pass",
                        "delete that referrer, or attest the verdict again");
            }
            VerdictDemand demand = requirement.verdict().orElseThrow();
            for (DistinctSigners.Match match : List.copyOf(matches)) {
                Instant passed = passedAt(match);
                Optional<String> objection =
                        history.objection(passed).or(() -> history.lacking(origins.get(match), demand));
                if (objection.isPresent()) {
                    matches.remove(match);
                    refusals.add(match.signature().origin() + ": " + objection.get());
                }
            }
            Stream<Instant> times = matches.stream()
                    .flatMap(match -> match.signature().time().flatMap(SigningTime::notBefore).stream());
            Optional<Instant> counted =
                    requirement.require() > 1 ? times.min(Instant::compareTo) : times.max(Instant::compareTo);
            Instant known = counted.or(history::newest).orElse(Instant.MIN);
            if (unread.mayHold(known)) {
                withhold(
                        unread.verdicts() + " attestations were not read, and a newer verdict may be among them",
                        "delete attestations that are no longer needed");
            } else if (olderMayCount()) {
                withhold(
                        unread.verdicts()
                                + " older attestations were not read, and one of them may be a verdict in which a"
                                + " gate did not pass that has not passed since",
                        "name the gates that have to have passed (gates of the verdict, in the policy), or delete"
                                + " attestations that are no longer needed");
            }
        }

        /** A verdict in which all demanded gates passed makes good every older one; without demanded gates nothing says that. */
        private boolean olderMayCount() {
            boolean whole = requirement
                    .verdict()
                    .map(VerdictDemand::levels)
                    .orElse(Set.of())
                    .isEmpty();
            return olderCount && whole && unread.verdicts() > 0 && !matches.isEmpty();
        }
    }
}

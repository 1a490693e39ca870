package io.jenkins.lib.containergate.signature.trust;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.Verification.Undecided;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.lib.containergate.signature.verdict.PolicyStrictness;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictDemand;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import io.jenkins.lib.containergate.text.FirstFew;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells what the verdicts beside an image amount to, and why they do not count when they do not: the same judge is asked
 * again with less and less demanded, and the first demand that is met names what is missing. Only the whole demand makes
 * a verdict count.
 */
public final class VerdictStandings {
    private static final int SHOWN = 5;

    /** Of those of one time the one that did not pass comes last. */
    private static final Comparator<SignedVerdict> NEWEST_LAST = Comparator.comparing(
                    (SignedVerdict each) -> each.summary().timeVerified())
            .thenComparing(each -> !each.summary().passed());

    private final TrustJudge judge;
    private final Clock clock;
    private final String policyDigest;

    /**
     * @param policyDigest of the policy in force, hexadecimal: a verdict under that very policy need not bring it
     */
    public VerdictStandings(TrustJudge judge, String policyDigest, Clock clock) {
        this.judge = judge;
        this.policyDigest = policyDigest;
        this.clock = clock;
    }

    /**
     * @param requirement one that demands a verdict
     * @param strictness the policy in force, where the requirement says nothing of policies
     * @param maxAge how old a verdict may be at most, besides what the requirement says
     */
    public VerdictStanding of(
            SignatureEvidence evidence,
            TrustRequirement requirement,
            PolicyStrictness strictness,
            Optional<Duration> maxAge) {
        VerdictDemand stated = requirement.verdict().orElseThrow();
        boolean open = stated.policies().isEmpty() && stated.strictness().isEmpty();
        VerdictDemand demand = open ? stated.under(Set.of(), Optional.of(strictness)) : stated;
        VerdictDemand same =
                demand.strictness().isEmpty() ? demand : stated.under(Set.of(policyDigest), Optional.empty());
        Optional<Duration> age = Stream.of(requirement.maxAge(), maxAge)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());

        RequirementResult whole = judge.judge(evidence, requirement.demanding(demand, age));
        if (!whole.met() && !same.equals(demand)) {
            RequirementResult exact = judge.judge(evidence, requirement.demanding(same, age));
            whole = exact.met() ? exact : whole;
        }
        if (whole.met()) {
            return new VerdictStanding.Passed(counted(whole), whole.together());
        }
        if (whole.withheld() || !whole.undecided().isEmpty()) {
            return undecided(whole);
        }
        Optional<SignedVerdict> newest = newest(whole.verdicts());
        if (newest.isEmpty()) {
            return new VerdictStanding.Never(refusals(whole));
        }
        Optional<SignedVerdict> failed = newest.get().summary().passed()
                ? newest(unresolved(whole.verdicts(), stated.levels(), whole.verdicts()))
                : newest;
        if (failed.isPresent()) {
            return new VerdictStanding.DidNotPass(Stream.concat(
                            failed.stream(), unresolved(whole.verdicts(), stated.levels(), whole.accepted()).stream())
                    .distinct()
                    .toList());
        }
        List<SignedVerdict> counting = new ArrayList<>();
        for (VerdictDemand each : List.of(demand, same)) {
            RequirementResult older = judge.judge(evidence, requirement.demanding(each, Optional.empty()));
            if (older.met() && age.isPresent()) {
                return new VerdictStanding.TooOld(
                        counted(older), clock.instant().minus(age.get()));
            }
            counting.addAll(older.accepted());
        }
        List<SignedVerdict> notMadeGood = unresolved(whole.verdicts(), stated.levels(), counting);
        if (!notMadeGood.isEmpty()) {
            return new VerdictStanding.DidNotPass(notMadeGood);
        }
        RequirementResult looser = judge.judge(
                evidence, requirement.demanding(stated.under(Set.of(), Optional.empty()), Optional.empty()));
        return looser.met()
                ? new VerdictStanding.Looser(counted(looser), refusals(whole))
                : new VerdictStanding.Never(refusals(whole));
    }

    /**
     * The newest verdict on the image that a signer of the requirement signed, whether it passed or not, whatever its age and its
     * policy. One on an index that lists the image is no evaluation of it.
     *
     * @param requirement one that demands a verdict
     * @throws GateException when there is none, when two are the newest, or when what cannot be read may be a newer one
     */
    public SignedVerdict newest(SignatureEvidence evidence, TrustRequirement requirement) throws GateException {
        String image = evidence.image().repository() + "@"
                + evidence.image().manifest().digest();
        if (requirement.require() > 1
                || !requirement.roles().isEmpty()
                || !requirement.annotations().isEmpty()) {
            throw new GateException(
                    requirement.decidedBy() + " demands several signers, roles or annotations of verdicts on " + image
                            + ", and one of them alone is not trusted",
                    "compare the verdict.json files");
        }
        VerdictDemand any = new VerdictDemand(
                requirement.verdict().orElseThrow().verifier(), Set.of(), Set.of(), List.of(), Optional.empty());
        RequirementResult result = judge.judgeNewest(evidence, requirement.demanding(any, Optional.empty()));
        if (result.withheld()) {
            VerdictStanding.Undecided undecided = undecided(result);
            throw new GateException(undecided.problem(), undecided.remedy());
        }
        List<SignedVerdict> here = result.verdicts().stream()
                .filter(each ->
                        VerdictDemand.on(each.summary(), evidence.image().repository()))
                .filter(each -> !each.ofIndex())
                .toList();
        SignedVerdict newest = newest(here)
                .orElseThrow(() -> new GateException(
                        "no verdict that " + requirement.decidedBy() + " trusts is attested to " + image + ": "
                                + refusals(result),
                        "attest the verdict with a key of a signer that the policy names (gate attest --attach"
                                + " verdict); of an index, name the platform"));
        boolean alone = here.stream()
                .map(SignedVerdict::summary)
                .filter(each -> each.timeVerified().equals(newest.summary().timeVerified()))
                .allMatch(each -> each.inputs().equals(newest.summary().inputs()));
        if (!alone) {
            throw new GateException(
                    "two different verdicts of " + newest.summary().timeVerified() + " are attested to " + image,
                    "delete one of them, or compare the verdict.json files");
        }
        return newest;
    }

    /**
     * Why the newest verdict does not meet a requirement as it is stated, without anything besides; empty when it does. That an older one
     * meets it is not enough. Which gates it has is for whoever reads it.
     *
     * @param newest of the evidence
     * @param requirement one that demands a verdict
     */
    public Optional<String> unmet(SignatureEvidence evidence, SignedVerdict newest, TrustRequirement requirement) {
        VerdictDemand demand = requirement.verdict().orElseThrow().expectingNothing();
        RequirementResult result = judge.judge(evidence, requirement.demanding(demand, requirement.maxAge()));
        if (result.met()) {
            try {
                demand.check(newest.summary(), evidence.image().repository());
                return Optional.empty();
            } catch (GateException e) {
                return Optional.of(e.problem());
            }
        }
        boolean open = result.withheld() || !result.undecided().isEmpty();
        return Optional.of(open ? undecided(result).problem() : refusals(result));
    }

    private static VerdictStanding.Undecided undecided(RequirementResult result) {
        List<Undecided> open = result.undecided();
        return open.isEmpty()
                ? new VerdictStanding.Undecided(
                        refusals(result), "delete what cannot be read, or attest the verdict again")
                : new VerdictStanding.Undecided(
                        open.get(0).problem(), open.get(0).remedy());
    }

    /** The verdict behind the counted signatures: of several the oldest, because all of them are needed. */
    private static SignedVerdict counted(RequirementResult result) {
        return result.countedVerdicts().stream()
                .min(Comparator.comparing(each -> each.summary().timeVerified()))
                .orElseThrow();
    }

    private static Optional<SignedVerdict> newest(List<SignedVerdict> verdicts) {
        return verdicts.stream().max(NEWEST_LAST);
    }

    /** What did not pass, and that no later one of these verdicts on the same gates made good. */
    private static List<SignedVerdict> unresolved(
            List<SignedVerdict> verdicts, Set<String> demanded, List<SignedVerdict> later) {
        return verdicts.stream()
                .filter(each -> NotPassed.of(each, demanded, verdicts)
                        .filter(failed -> failed.isOpen(later))
                        .isPresent())
                .sorted(NEWEST_LAST.reversed())
                .toList();
    }

    private static String refusals(RequirementResult result) {
        List<String> refusals = result.refusals();
        return refusals.isEmpty() ? "no verdict was found" : FirstFew.sentences(refusals, SHOWN);
    }
}

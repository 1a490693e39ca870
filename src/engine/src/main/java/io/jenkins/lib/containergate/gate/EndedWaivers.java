package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.WaivableFinding;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.GateInput;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.judge.PolicyEngine;
import io.jenkins.lib.containergate.policy.judge.WaiversThatEnded;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Settings;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict.On;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict.Waived;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Waivers that a verdict may have passed by, and that have ended since. */
final class EndedWaivers {
    static final String REMEDY =
            "attest with --attach verdict (attach: 'verdict' in Jenkins), or evaluate the image again";

    private final EffectivePolicy policy;
    private final VerdictPolicies own;
    private final Clock clock;

    EndedWaivers(EffectivePolicy policy, Clock clock) {
        this.policy = policy;
        this.own = new VerdictPolicies(policy, clock);
        this.clock = clock;
    }

    /**
     * What was waived and blocks now: judged again by the waivers of today, those of the verdict's own policy among them, which
     * may be of a repository's layer.
     *
     * @param summary that says so of the verdict
     * @param names the image is known by now
     */
    Standing ofVerdict(Verdict verdict, VerificationSummary summary, ImageNames names) throws GateException {
        List<String> blocking = blocking(verdict, engine(summary), names(ImageNames.of(verdict.subject()), names));
        return blocking.isEmpty() ? new Standing.Holds() : new Standing.Broken(blocking);
    }

    /** Of verdicts that count together: what blocks in one of them decides, then what is not known of one. */
    static Standing together(List<Standing> each) {
        List<String> reasons = each.stream()
                .flatMap(one -> one instanceof Standing.Broken broken ? broken.reasons().stream() : Stream.empty())
                .distinct()
                .toList();
        if (!reasons.isEmpty()) {
            return new Standing.Broken(reasons);
        }
        return each.stream()
                .filter(Standing.Undecided.class::isInstance)
                .findFirst()
                .orElseGet(Standing.Holds::new);
    }

    private PolicyEngine engine(VerificationSummary summary) throws GateException {
        List<WithOrigin<Waiver>> waivers = new ArrayList<>(policy.waivers());
        if (summary.policy().isPresent()) {
            waivers.addAll(own.waivers(summary));
        }
        return new PolicyEngine(
                new EffectivePolicy(policy.settings(), policy.signatures(), waivers, policy.documents()), clock);
    }

    /** A waiver can be for the tag that was evaluated, and what is deployed is named by its digest. */
    private static ImageNames names(ImageNames then, ImageNames now) {
        Set<String> repositories =
                now.names().stream().flatMap(name -> repository(name).stream()).collect(Collectors.toSet());
        return new ImageNames(Stream.concat(
                        now.names().stream(),
                        then.names().stream()
                                .filter(name -> repository(name)
                                        .filter(repositories::contains)
                                        .isPresent()))
                .distinct()
                .toList());
    }

    private static Optional<String> repository(String name) {
        try {
            return Optional.of(ImageReference.parse(name).repository());
        } catch (GateException e) {
            return Optional.empty();
        }
    }

    /** What the policy in force has ended has ended, whatever the verdict's own policy has for the same finding. */
    private List<String> blocking(Verdict verdict, PolicyEngine engine, ImageNames names) {
        WaiversThatEnded ended = new WaiversThatEnded(policy.waivers(), clock);
        List<String> blocking = new ArrayList<>();
        for (GateResult gate : verdict.gates()) {
            Set<Finding> waived = gate.findings().stream()
                    .filter(found -> found.decision() == Decision.WAIVED)
                    .map(DecidedFinding::finding)
                    .collect(Collectors.toSet());
            if (!waived.isEmpty()) {
                // all together, because limits count
                List<Finding> all =
                        gate.findings().stream().map(DecidedFinding::finding).toList();
                GateInput input = GateInput.of(gate.gate(), names, all)
                        .withVex(gate.vex())
                        .ofEarlierVerdict();
                engine.judge(gate.source().map(input::withSource).orElse(input)).findings().stream()
                        .filter(found -> waived.contains(found.finding()))
                        .forEach(found -> why(found, ended, names)
                                .ifPresent(why -> blocking.add(
                                        blocks(found.finding().rule().value(), why))));
            }
        }
        return blocking.stream().distinct().toList();
    }

    private static Optional<String> why(DecidedFinding found, WaiversThatEnded ended, ImageNames names) {
        if (found.decision() == Decision.BLOCKED) {
            return Optional.of(found.decidedBy());
        }
        return found.decision() == Decision.WAIVED && found.vex().isEmpty()
                ? ended.covering(found.finding(), names)
                : Optional.empty();
    }

    static String blocks(String rule, String why) {
        return rule + " was waived, and blocks today: " + why;
    }

    /** What is known without the verdict itself. */
    Standing of(SignedVerdict verdict, ImageNames names) throws GateException {
        return verdict.waived().isPresent()
                ? ofWaived(verdict.waived().get(), verdict.summary(), names)
                : ofPolicy(verdict.summary(), names);
    }

    /** Of a ledger it is known what was waived until when, and mostly which finding that was. */
    private Standing ofWaived(List<Waived> waived, VerificationSummary summary, ImageNames names) throws GateException {
        List<WithOrigin<Waiver>> theirs = summary.policy().isPresent() ? own.waivers(summary) : List.of();
        UsedWaivers used = used(theirs, names);
        List<Standing> each = new ArrayList<>();
        boolean vex = false;
        for (Waived one : waived) {
            vex |= one.until().isEmpty();
            if (one.until().isPresent()) {
                each.add(
                        one.finding().isPresent()
                                ? ofFinding(one.finding().get(), one.until().get(), theirs, names)
                                : used.standing(one.rule(), one.until().get()));
            }
        }
        each.add(vex && agesStatements(summary) ? statementsMayBeTooOld() : new Standing.Holds());
        return together(each);
    }

    /** As if the verdict itself were there, but for limits: what no waiver is for any more may be below them. */
    private Standing ofFinding(On found, LocalDate until, List<WithOrigin<Waiver>> theirs, ImageNames names) {
        WaivableFinding finding = found.finding();
        ImageNames known = names(ImageNames.asked(found.reference()), names);
        WaiversThatEnded all = new WaiversThatEnded(
                Stream.concat(policy.waivers().stream(), theirs.stream()).toList(), clock);
        String rule = finding.rule().value();
        return new WaiversThatEnded(policy.waivers(), clock)
                .covering(finding, known)
                .or(() -> all.covering(finding, known))
                .<Standing>map(why -> new Standing.Broken(List.of(blocks(rule, why))))
                .orElseGet(() -> all.covered(finding, known) ? new Standing.Holds() : UsedWaivers.unknown(rule, until));
    }

    private UsedWaivers used(List<WithOrigin<Waiver>> theirs, ImageNames names) {
        return new UsedWaivers(policy.waivers(), theirs, waiver -> mayBeFor(waiver, names), clock);
    }

    private static Standing statementsMayBeTooOld() {
        return new Standing.Undecided(
                "its policy limits the age of VEX statements (maxAge of vex), and whether it passed by one that is"
                        + " too old by now is not known",
                REMEDY);
    }

    /** Without the verdict itself, only the waivers of its policy are known, and not which of them it used. */
    private Standing ofPolicy(VerificationSummary summary, ImageNames names) throws GateException {
        Optional<Stream<Waiver>> waivers = waivers(summary);
        if (waivers.isEmpty()) {
            return new Standing.Undecided(
                    "the waivers it passed by are not known: neither the verdict nor its policy sha256:"
                            + summary.policyDigest() + " is attached",
                    "attest with --attach verdict or --policy (attach: 'verdict' or withPolicy: true in Jenkins), or"
                            + " evaluate the image again");
        }
        UsedWaivers used = used(List.of(), names);
        Set<Waiver> admitted = admitted(summary);
        List<String> ended = waivers.get()
                .filter(waiver -> waiver.expired(clock) || used.revoked(waiver) || !admitted.contains(waiver))
                .filter(waiver -> waiver.end().isAfter(summary.timeVerified()))
                .filter(waiver -> mayBeFor(waiver, names))
                .map(this::end)
                .distinct()
                .toList();
        if (ended.isEmpty() && agesStatements(summary)) {
            return statementsMayBeTooOld();
        }
        return ended.isEmpty()
                ? new Standing.Holds()
                : new Standing.Undecided(
                        "waivers of its policy have ended since (" + String.join("; ", ended)
                                + "), and whether it passed by them is not known",
                        REMEDY);
    }

    private Set<Waiver> admitted(VerificationSummary summary) throws GateException {
        List<WithOrigin<Waiver>> admitted = summary.policy().isPresent() ? own.waivers(summary) : policy.waivers();
        return admitted.stream().map(WithOrigin::value).collect(Collectors.toSet());
    }

    private String end(Waiver waiver) {
        String named = waiver.rule() + " by " + waiver.owner();
        return waiver.expired(clock) ? named + " on " + waiver.expires() : named + " by the policy in force";
    }

    /** Also one for a tag: which of them was evaluated is not known. */
    private static boolean mayBeFor(Waiver waiver, ImageNames names) {
        return waiver.image().isEmpty()
                || names.names().stream()
                        .flatMap(name -> repository(name).stream())
                        .flatMap(repository -> Stream.of(repository, repository + ":*", repository + "@*"))
                        .anyMatch(name -> waiver.image().get().meets(Glob.overPath(name)));
    }

    private boolean agesStatements(VerificationSummary summary) throws GateException {
        Settings settings = policy.settings();
        if (summary.policy().isPresent()) {
            settings = own.of(summary).settings();
        }
        return settings.find(PolicyKeys.VEX).stream()
                .flatMap(vex -> vex.value().entries().stream())
                .anyMatch(entry -> entry.maxAge().isPresent());
    }

    /** Empty where they are not known: the statement has the digest of another policy, and not its text. */
    private Optional<Stream<Waiver>> waivers(VerificationSummary summary) throws GateException {
        if (summary.policy().isPresent()) {
            return Optional.of(own.of(summary).waivers().stream().map(WithOrigin::value));
        }
        return summary.policyDigest().equals(policy.digest().hex())
                ? Optional.of(policy.waivers().stream().map(WithOrigin::value))
                : Optional.empty();
    }
}

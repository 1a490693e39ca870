package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.judge.GateInput;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.judge.PolicyEngine;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Settings;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Waivers that a verdict may have passed by, and that have ended since. */
public final class EndedWaivers {
    private static final String REMEDY =
            "attest with --attach verdict (attach: 'verdict' in Jenkins), or evaluate the image again";

    private final EffectivePolicy policy;
    private final PolicyEngine engine;
    private final Clock clock;

    public EndedWaivers(EffectivePolicy policy, Clock clock) {
        this.engine = new PolicyEngine(policy, clock);
        this.policy = policy;
        this.clock = clock;
    }

    /** What was waived and blocks now: judged again by the waivers of today. */
    public Standing ofVerdict(Verdict verdict, ImageNames names) {
        List<DecidedFinding> blocking = blocking(verdict, names);
        return blocking.isEmpty()
                ? new Standing.Holds()
                : new Standing.Broken(blocking.stream()
                        .map(each -> each.finding().rule() + " was waived, and blocks today: " + each.decidedBy())
                        .distinct()
                        .toList());
    }

    /** Of verdicts that count together: what blocks in one of them decides, then what is not known of one. */
    public static Standing together(List<Standing> each) {
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

    private List<DecidedFinding> blocking(Verdict verdict, ImageNames names) {
        List<DecidedFinding> blocking = new ArrayList<>();
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
                        .filter(found -> found.decision() == Decision.BLOCKED && waived.contains(found.finding()))
                        .forEach(blocking::add);
            }
        }
        return blocking;
    }

    /** Without the verdict itself, only the waivers of its policy are known, and not which of them it used. */
    public Standing ofPolicy(VerificationSummary summary, ImageNames names) throws GateException {
        Optional<Stream<Waiver>> waivers = waivers(summary);
        if (waivers.isEmpty()) {
            return new Standing.Undecided(
                    "neither the verdict nor its policy sha256:" + summary.policyDigest()
                            + " is attached, so the waivers it passed by are not known",
                    REMEDY);
        }
        List<String> ended = waivers.get()
                .filter(waiver -> waiver.expired(clock) && waiver.end().isAfter(summary.timeVerified()))
                .filter(waiver -> waiver.image().isEmpty()
                        || names.names().stream().anyMatch(waiver.image().get()::matches))
                .map(waiver -> waiver.rule() + " by " + waiver.owner() + " on " + waiver.expires())
                .distinct()
                .toList();
        if (ended.isEmpty() && agesStatements(summary)) {
            return new Standing.Undecided(
                    "its policy limits the age of VEX statements (maxAge of vex), and whether it passed by one that is"
                            + " too old by now is not known",
                    REMEDY);
        }
        return ended.isEmpty()
                ? new Standing.Holds()
                : new Standing.Undecided(
                        "waivers of its policy have ended since (" + String.join("; ", ended)
                                + "), and whether it passed by them is not known",
                        REMEDY);
    }

    private boolean agesStatements(VerificationSummary summary) throws GateException {
        Settings settings = policy.settings();
        if (summary.policy().isPresent()) {
            settings = own(summary.policy().get()).settings();
        }
        return settings.find(PolicyKeys.VEX).stream()
                .flatMap(vex -> vex.value().entries().stream())
                .anyMatch(entry -> entry.maxAge().isPresent());
    }

    private static PolicyDocument own(Bytes content) throws GateException {
        String text = new String(content.toArray(), StandardCharsets.UTF_8);
        return PolicyParser.parse("the verdict's policy", "the verdict's policy", text);
    }

    /** Empty where they are not known: the statement has the digest of another policy, and not its text. */
    private Optional<Stream<Waiver>> waivers(VerificationSummary summary) throws GateException {
        if (summary.policy().isPresent()) {
            return Optional.of(own(summary.policy().get()).waivers().stream().map(WithOrigin::value));
        }
        return summary.policyDigest().equals(policy.digest().hex())
                ? Optional.of(policy.waivers().stream().map(WithOrigin::value))
                : Optional.empty();
    }
}

package io.jenkins.lib.containergate.gate.posture;

import io.jenkins.lib.containergate.ecs.posture.Cell;
import io.jenkins.lib.containergate.ecs.posture.Control;
import io.jenkins.lib.containergate.ecs.posture.Posture;
import io.jenkins.lib.containergate.ecs.posture.PostureRow;
import io.jenkins.lib.containergate.ecs.posture.Reason;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.Exposure;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.MisconfigurationFinding;
import io.jenkins.lib.containergate.finding.Risk;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Subject;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The posture of a cluster as a verdict of the gate {@code drift}, for those who show and keep verdicts: every reason that is
 * shown is a finding. Nothing is decided again; what does not count is allowed.
 */
public final class PostureVerdict {
    private static final Comparator<DecidedFinding> WORST_FIRST =
            Comparator.comparing(DecidedFinding::decision).thenComparing(DecidedFinding::finding, Risk.MOST_FIRST);

    private PostureVerdict() {}

    /** The outcome is that of the posture; a posture that could not be made is an ERROR. */
    public static Verdict of(Posture posture) {
        Outcome outcome = posture.outcome();
        List<DecidedFinding> findings = findings(posture);
        String reason = reason(posture);
        boolean undecided = findings.stream().anyMatch(DecidedFinding::undecided);
        Optional<GateError> error = outcome == Outcome.ERROR || undecided
                ? posture.error().or(() -> Optional.of(new GateError(reason, remedy(posture))))
                : Optional.empty();
        Account account = Account.empty()
                .evaluated("cell of the posture", evaluated(posture))
                .notEvaluated("cell of the posture", open(posture), "accepted by the policy, or not evaluated");
        GateResult result = new GateResult(GateName.DRIFT, outcome, reason, Optional.empty(), error, findings, account);
        return new Verdict(
                new Subject("posture of " + posture.subject(), Optional.empty(), Optional.empty(), Optional.empty()),
                posture.policy(),
                List.of(result),
                posture.notes().stream()
                        .map(note -> new PolicyNote("posture", note))
                        .toList(),
                posture.judgedAt());
    }

    private static String reason(Posture posture) {
        if (posture.error().isPresent()) {
            return posture.error().get().problem();
        }
        String cells = posture.count(RuleOutcome.PASS) + " cells pass, " + posture.count(RuleOutcome.FAIL) + " fail, "
                + posture.count(RuleOutcome.ERROR) + " are undecided or not evaluated";
        return posture.actions().isEmpty()
                ? cells
                : cells + "; first: " + posture.actions().get(0).what();
    }

    private static String remedy(Posture posture) {
        return posture.actions().stream()
                .filter(action -> action.outcome() == RuleOutcome.ERROR)
                .findFirst()
                .map(action -> action.what())
                .orElse("see the posture");
    }

    private static int evaluated(Posture posture) {
        return Math.toIntExact(posture.count(RuleOutcome.PASS)
                + posture.count(RuleOutcome.FAIL)
                + posture.count(RuleOutcome.ERROR)
                - open(posture));
    }

    private static int open(Posture posture) {
        return Math.toIntExact(posture.rows().stream()
                .flatMap(row -> row.cells().stream())
                .filter(cell -> !cell.counts())
                .count());
    }

    /** What several controls share is listed once. */
    private static List<DecidedFinding> findings(Posture posture) {
        List<DecidedFinding> findings = new ArrayList<>();
        for (PostureRow row : posture.rows()) {
            Set<Reason> listed = new LinkedHashSet<>();
            for (Cell cell : row.cells()) {
                for (Reason reason : cell.reasons()) {
                    if (reason.outcome() != RuleOutcome.NOT_APPLICABLE && listed.add(reason)) {
                        findings.add(new DecidedFinding(
                                finding(row, cell.control(), reason),
                                reason.counts() ? Decision.BLOCKED : Decision.ALLOWED,
                                reason.decidedBy()));
                    }
                }
            }
        }
        findings.sort(WORST_FIRST);
        return findings;
    }

    private static MisconfigurationFinding finding(PostureRow row, Control control, Reason reason) {
        boolean undecided = reason.outcome() == RuleOutcome.ERROR;
        RuleId rule = reason.rule().orElseGet(() -> new RuleId("posture-" + control.key()));
        return new MisconfigurationFinding(
                rule,
                undecided ? Severity.UNKNOWN : reason.severity(),
                control.question(),
                new Location(Optional.empty(), Optional.of(row.path()), OptionalInt.empty(), Optional.empty()),
                row.title() + ", " + control.title() + ": " + reason.text(),
                control.title(),
                reason.remedy(),
                MisconfigurationFinding.identity(rule, row.path() + "\0" + control.key() + "\0" + reason.text(), 1),
                undecided,
                Optional.empty(),
                row.reached() ? Exposure.unknown().reachable(true) : Exposure.unknown());
    }
}

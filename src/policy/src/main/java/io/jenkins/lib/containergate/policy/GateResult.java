package io.jenkins.lib.containergate.policy;

import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.finding.VexStatement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What one gate came to.
 *
 * @param reason the decisive reason in one line
 * @param error why something could not be decided: always present when the outcome is ERROR, and present with FAIL when
 *     something forbidden was found all the same
 * @param findings worst first
 * @param account what was evaluated and what was not
 */
public record GateResult(
        GateName gate,
        Outcome outcome,
        String reason,
        Optional<SourceInfo> source,
        Optional<GateError> error,
        List<DecidedFinding> findings,
        Account account) {
    public GateResult {
        findings = List.copyOf(findings);
        if (outcome == Outcome.ERROR && error.isEmpty()) {
            throw new IllegalArgumentException("the outcome ERROR needs an error");
        }
        if (outcome.passed() && error.isPresent()) {
            throw new IllegalArgumentException("a gate with an error does not pass");
        }
    }

    /** A result whose gate keeps no account. */
    public GateResult(
            GateName gate,
            Outcome outcome,
            String reason,
            Optional<SourceInfo> source,
            Optional<GateError> error,
            List<DecidedFinding> findings) {
        this(gate, outcome, reason, source, error, findings, Account.empty());
    }

    /** A gate that could not decide. */
    public static GateResult undecided(GateName gate, GateError error) {
        return new GateResult(gate, Outcome.ERROR, error.problem(), Optional.empty(), Optional.of(error), List.of());
    }

    /** With another remedy of its error, where it has one. */
    public GateResult remedied(UnaryOperator<String> remedy) {
        return new GateResult(
                gate,
                outcome,
                reason,
                source,
                error.map(each -> new GateError(each.problem(), remedy.apply(each.remedy()))),
                findings,
                account);
    }

    /** With another reason. */
    public GateResult because(String other) {
        return new GateResult(gate, outcome, other, source, error, findings, account);
    }

    /** Whether everything could be decided. What a gate found is all there is only then. */
    public boolean complete() {
        return error.isEmpty();
    }

    /** How many things could not be decided; 0 exactly when the result is complete. */
    public int undecided() {
        int undecided =
                (int) findings.stream().filter(DecidedFinding::undecided).count();
        return complete() ? 0 : Math.max(1, undecided);
    }

    /** Findings by severity, whatever was decided on them, every level present. */
    public Map<Severity, Integer> counts() {
        return counts(findings);
    }

    /** Findings that nothing excepts, by severity, every level present. */
    public Map<Severity, Integer> openCounts() {
        return counts(findings.stream().filter(DecidedFinding::open).toList());
    }

    /** How many findings a waiver, a VEX statement or the baseline excepts. */
    public int excepted() {
        return (int) findings.stream().filter(decided -> !decided.open()).count();
    }

    private static Map<Severity, Integer> counts(List<DecidedFinding> findings) {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            counts.put(severity, 0);
        }
        findings.forEach(decided -> counts.merge(decided.finding().severity(), 1, Integer::sum));
        return counts;
    }

    /** The VEX statements that decided, by finding. */
    public Map<Finding, List<VexStatement>> vex() {
        Map<Finding, List<VexStatement>> stated = new HashMap<>();
        findings.forEach(decided -> decided.vex().ifPresent(vex -> stated.put(decided.finding(), List.of(vex))));
        return stated;
    }
}

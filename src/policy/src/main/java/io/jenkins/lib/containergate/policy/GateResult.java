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
 * @param error present exactly when the outcome is ERROR
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
        if (error.isPresent() != (outcome == Outcome.ERROR)) {
            throw new IllegalArgumentException("an error and the outcome ERROR go together");
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

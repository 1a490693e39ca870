package io.jenkins.lib.containergate.ecs.posture;

import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.PolicyIdentity;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The posture of a cluster at one time.
 *
 * @param subject what was read, for people: {@code cluster prod}
 * @param rows services, daemons, then tasks that were started alone, each by name
 * @param actions what to do, most urgent first
 * @param notes what was not evaluated of the whole cluster
 * @param error why nothing could be told; there are no rows then
 */
public record Posture(
        String subject,
        Instant judgedAt,
        PolicyIdentity policy,
        List<PostureRow> rows,
        List<PostureAction> actions,
        List<String> notes,
        Optional<GateError> error) {
    public Posture {
        rows = List.copyOf(rows);
        actions = List.copyOf(actions);
        notes = List.copyOf(notes);
        if (error.isPresent() && !rows.isEmpty()) {
            throw new IllegalArgumentException("what could not be read has no rows");
        }
    }

    /**
     * FAIL when something that counts fails, else ERROR when something that counts could not be decided; WARN when a control
     * is open that does not count: accepted by the policy, or not evaluated by this version.
     */
    public Outcome outcome() {
        if (error.isPresent()) {
            return Outcome.ERROR;
        }
        return rows.stream().flatMap(PostureRow::reasons).map(Posture::outcome).reduce(Outcome.PASS, Outcome::worse);
    }

    /** The worst of all; ERROR when there is none. */
    public static Outcome worst(List<Posture> postures) {
        return postures.stream().map(Posture::outcome).reduce(Outcome::worse).orElse(Outcome.ERROR);
    }

    private static Outcome outcome(Reason reason) {
        return switch (reason.outcome()) {
            case ERROR -> reason.counts() ? Outcome.ERROR : Outcome.WARN;
            case FAIL -> reason.counts() ? Outcome.FAIL : Outcome.WARN;
            case NOT_APPLICABLE, PASS -> Outcome.PASS;
        };
    }

    /** How many cells have the outcome. */
    public long count(RuleOutcome outcome) {
        return rows.stream().mapToLong(row -> row.count(outcome)).sum();
    }

    /** How many cells of the control have the outcome. */
    public long count(Control control, RuleOutcome outcome) {
        return rows.stream()
                .filter(row -> row.cell(control).outcome() == outcome)
                .count();
    }

    /** The most urgent thing to do for a row. */
    public Optional<PostureAction> first(PostureRow row) {
        return actions.stream()
                .filter(action -> action.workloads().contains(row.path()))
                .findFirst();
    }
}

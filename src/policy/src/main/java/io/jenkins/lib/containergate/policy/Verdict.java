package io.jenkins.lib.containergate.policy;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The one verdict on one subject.
 *
 * @param gates in the order they ran
 * @param notes what an owner should know but does not fail the gate: unused waivers, refused options
 * @param judgedAt the only field that differs between two runs over the same input
 */
public record Verdict(
        Subject subject, PolicyIdentity policy, List<GateResult> gates, List<PolicyNote> notes, Instant judgedAt) {
    public Verdict {
        gates = List.copyOf(gates);
        notes = List.copyOf(notes);
    }

    /** The worst outcome of any gate; a verdict without gates decided nothing and is an ERROR. */
    public Outcome outcome() {
        return gates.stream().map(GateResult::outcome).reduce(Outcome::worse).orElse(Outcome.ERROR);
    }

    /** Whether every gate could decide everything. */
    public boolean complete() {
        return !gates.isEmpty() && gates.stream().allMatch(GateResult::complete);
    }

    /** The same with more notes, before the others. */
    public Verdict notedFirst(List<PolicyNote> more) {
        return new Verdict(
                subject,
                policy,
                gates,
                Stream.concat(more.stream(), notes.stream()).toList(),
                judgedAt);
    }

    /** The same with a note more, after the others. */
    public Verdict noted(PolicyNote note) {
        return new Verdict(
                subject,
                policy,
                gates,
                Stream.concat(notes.stream(), Stream.of(note)).toList(),
                judgedAt);
    }
}

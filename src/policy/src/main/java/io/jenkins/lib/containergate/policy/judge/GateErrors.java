package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.GateError;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts everything that kept a gate from deciding into the one error of its result. */
final class GateErrors {
    private GateErrors() {}

    /** @param undecided at least one, worst first */
    static GateError undecided(List<DecidedFinding> undecided) {
        Finding first = undecided.get(0).finding();
        String more = undecided.size() == 1 ? "" : " (and " + (undecided.size() - 1) + " more)";
        return new GateError(
                "could not be judged: " + ReasonLine.what(first) + more,
                SafeText.visible(first.help(), 300) + ", or waive the rule " + first.rule());
    }

    static Optional<GateError> join(List<GateError> errors) {
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(new GateError(
                        errors.stream().map(GateError::problem).collect(Collectors.joining("; also ")),
                        errors.stream().map(GateError::remedy).collect(Collectors.joining("; "))));
    }
}

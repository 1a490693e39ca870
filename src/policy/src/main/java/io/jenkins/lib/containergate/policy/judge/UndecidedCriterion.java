package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import java.util.Optional;

/** What could not be decided blocks whatever the limits and the mode; only a waiver comes before this. */
final class UndecidedCriterion implements Criterion {
    @Override
    public Optional<Ruling> judge(Finding finding) {
        return finding.undecided()
                ? Optional.of(Ruling.blocked("always: what cannot be evaluated is an ERROR", "could not be evaluated"))
                : Optional.empty();
    }
}

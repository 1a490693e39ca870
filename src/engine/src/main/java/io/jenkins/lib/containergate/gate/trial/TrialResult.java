package io.jenkins.lib.containergate.gate.trial;

import io.jenkins.lib.containergate.policy.Verdict;
import java.util.List;

/**
 * A verdict, what another policy makes of it, and how far that can be trusted.
 *
 * @param changes in the order of the new verdict, worst first; rules no longer asked last
 * @param caveats what the stored verdict does not say and the new policy would want to know
 */
public record TrialResult(Verdict before, Verdict after, List<DecisionChange> changes, List<String> caveats) {
    public TrialResult {
        changes = List.copyOf(changes);
        caveats = List.copyOf(caveats);
    }
}

package io.jenkins.plugins.containergate.run;

import hudson.model.Run;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.KnownFindings;
import io.jenkins.lib.containergate.report.json.VerdictJson.StoredVerdict;
import io.jenkins.plugins.containergate.ui.RecentBuilds;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import io.jenkins.plugins.containergate.ui.VerdictComparison;
import io.jenkins.plugins.containergate.ui.VerdictFile;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is new and what is fixed since the last build that came to a verdict on the same subject. For people: no gate decides by it. */
final class EarlierVerdict {
    /** Builds looked at; each one not in memory is loaded from disk. */
    private static final int BUILDS = 20;

    private EarlierVerdict() {}

    /** Empty for an ERROR, which has not seen everything, and where there is nothing to compare with. */
    static Optional<VerdictComparison> compare(Run<?, ?> run, VerdictAction action, Verdict verdict) {
        if (verdict.outcome() == Outcome.ERROR) {
            return Optional.empty();
        }
        Iterator<Run<?, ?>> builds = RecentBuilds.before(run, BUILDS).iterator();
        while (builds.hasNext()) {
            Run<?, ?> earlier = builds.next();
            for (VerdictAction other : earlier.getActions(VerdictAction.class)) {
                if (action.comparesWith(other)) {
                    return difference(earlier, other, verdict);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<VerdictComparison> difference(Run<?, ?> earlier, VerdictAction other, Verdict verdict) {
        Set<Fingerprint> now = all(verdict, decided -> true).collect(Collectors.toSet());
        Set<Fingerprint> then;
        try {
            StoredVerdict stored = VerdictFile.of(earlier, other.getNumber()).readStored();
            then = new HashSet<>(stored.known().fingerprints());
            all(stored.verdict(), EarlierVerdict::noBaseline).forEach(then::add);
        } catch (GateException e) {
            return Optional.empty();
        }
        return Optional.of(new VerdictComparison(earlier.getNumber(), without(now, then), without(then, now)));
    }

    /** What a stored verdict does not count among its fingerprints. */
    private static boolean noBaseline(DecidedFinding decided) {
        return KnownFindings.excused(decided) || decided.finding().undecided();
    }

    private static Stream<Fingerprint> all(Verdict verdict, Predicate<DecidedFinding> which) {
        return verdict.gates().stream()
                .flatMap(gate -> gate.findings().stream())
                .filter(which)
                .map(decided -> decided.finding().fingerprint());
    }

    private static int without(Set<Fingerprint> all, Set<Fingerprint> others) {
        return Math.toIntExact(
                all.stream().filter(each -> !others.contains(each)).count());
    }
}

package io.jenkins.plugins.containergate.run;

import hudson.model.Run;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.PolicyNote;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.KnownFindings;
import io.jenkins.lib.containergate.report.ChangesNote;
import io.jenkins.lib.containergate.report.json.VerdictJson.StoredVerdict;
import io.jenkins.plugins.containergate.evaluate.ImagePin;
import io.jenkins.plugins.containergate.evaluate.Judged;
import io.jenkins.plugins.containergate.ui.RecentBuilds;
import io.jenkins.plugins.containergate.ui.VerdictAction;
import io.jenkins.plugins.containergate.ui.VerdictComparison;
import io.jenkins.plugins.containergate.ui.VerdictFile;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is new and what is fixed since the last build that came to a verdict on the same subject. For people: no gate decides by it.
 *
 * @param known fingerprints of the earlier verdict
 * @param earlier its findings
 */
record EarlierVerdict(VerdictComparison comparison, Set<Fingerprint> known, List<Finding> earlier) {
    /** Builds looked at; each one not in memory is loaded from disk. */
    private static final int BUILDS = 20;

    EarlierVerdict {
        known = Set.copyOf(known);
        earlier = List.copyOf(earlier);
    }

    /** Empty for one that could not decide everything, and where there is nothing to compare with. */
    static Optional<EarlierVerdict> of(Run<?, ?> run, Judged judged) {
        Verdict verdict = judged.verdict();
        if (!verdict.complete()) {
            return Optional.empty();
        }
        Optional<String> repository = judged.image().flatMap(ImagePin::repository);
        Iterator<Run<?, ?>> builds = RecentBuilds.before(run, BUILDS).iterator();
        while (builds.hasNext()) {
            Run<?, ?> earlier = builds.next();
            for (VerdictAction other : earlier.getActions(VerdictAction.class)) {
                if (other.precedes(verdict, repository)) {
                    return difference(earlier, other, verdict);
                }
            }
        }
        return Optional.empty();
    }

    /** The difference for the notes of the newer verdict. */
    PolicyNote note(Verdict newer) {
        Map<Fingerprint, Finding> now = byFingerprint(newer);
        List<Finding> news = now.entrySet().stream()
                .filter(each -> !known.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        List<Finding> gone = earlier.stream()
                .filter(each -> !now.containsKey(each.fingerprint()))
                .toList();
        return ChangesNote.of(
                comparison.getNewFindings(),
                news,
                comparison.getFixedFindings(),
                gone,
                "build " + comparison.getReferenceBuild());
    }

    private static Optional<EarlierVerdict> difference(Run<?, ?> earlier, VerdictAction other, Verdict verdict) {
        Set<Fingerprint> now = all(verdict, decided -> true).collect(Collectors.toSet());
        try {
            StoredVerdict stored = VerdictFile.of(earlier, other.getNumber()).readStored();
            Set<Fingerprint> then = new HashSet<>(stored.known().fingerprints());
            all(stored.verdict(), EarlierVerdict::noBaseline).forEach(then::add);
            return Optional.of(new EarlierVerdict(
                    new VerdictComparison(earlier.getNumber(), without(now, then), without(then, now)),
                    then,
                    List.copyOf(byFingerprint(stored.verdict()).values())));
        } catch (GateException e) {
            return Optional.empty();
        }
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

    /** In the order of the verdict, the first of each. */
    private static Map<Fingerprint, Finding> byFingerprint(Verdict verdict) {
        Map<Fingerprint, Finding> found = new LinkedHashMap<>();
        verdict.gates().stream()
                .flatMap(gate -> gate.findings().stream())
                .forEach(decided -> found.putIfAbsent(decided.finding().fingerprint(), decided.finding()));
        return found;
    }

    private static int without(Set<Fingerprint> all, Set<Fingerprint> others) {
        return Math.toIntExact(
                all.stream().filter(each -> !others.contains(each)).count());
    }
}

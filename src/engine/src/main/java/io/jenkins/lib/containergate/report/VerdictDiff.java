package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.KnownFindings;
import io.jenkins.lib.containergate.policy.judge.KnownFindings.Weight;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What one verdict has and another has not, by fingerprint. What a gate did not see is not called fixed: a gate that the newer
 * verdict lacks, or that was an ERROR in it.
 *
 * @param added findings of the newer verdict alone, in its order
 * @param fixed findings of the older verdict alone
 * @param unseen findings of the older verdict of which the newer one cannot say whether they are gone
 * @param changed findings of both that are decided otherwise, or have become worse or fixable
 * @param unchanged how many others both have
 * @param notes what makes the two hard to compare, as sentences
 */
public record VerdictDiff(
        Verdict older,
        Verdict newer,
        List<Entry> added,
        List<Entry> fixed,
        List<Entry> unseen,
        List<Change> changed,
        int unchanged,
        List<String> notes) {

    /** A finding of one verdict alone, with its gate. */
    public record Entry(GateName gate, DecidedFinding found) {}

    /**
     * @param found as it is now
     * @param worse what makes it more urgent than it was, as clauses: {@code severity was LOW}; empty where only the decision
     *     is another
     */
    public record Change(GateName gate, Decision before, DecidedFinding found, List<String> worse) {
        public Change {
            worse = List.copyOf(worse);
        }

        /** How it was before: {@code ALLOWED, severity was LOW}. */
        public String was() {
            return worse.isEmpty() ? before.name() : before.name() + ", " + String.join(", ", worse);
        }
    }

    public VerdictDiff {
        added = List.copyOf(added);
        fixed = List.copyOf(fixed);
        unseen = List.copyOf(unseen);
        changed = List.copyOf(changed);
        notes = List.copyOf(notes);
    }

    /** Compares by fingerprint within each gate; which of the two is the older is up to the caller. */
    public static VerdictDiff of(Verdict older, Verdict newer) {
        Map<GateName, Map<Fingerprint, DecidedFinding>> then = byFingerprint(older);
        Map<GateName, Map<Fingerprint, DecidedFinding>> now = byFingerprint(newer);
        List<Entry> added = new ArrayList<>();
        List<Change> changed = new ArrayList<>();
        int unchanged = 0;
        for (Entry entry : entries(newer)) {
            DecidedFinding before = then.getOrDefault(entry.gate(), Map.of())
                    .get(entry.found().finding().fingerprint());
            if (before == null) {
                added.add(entry);
                continue;
            }
            List<String> worse = Weight.of(entry.found().finding()).since(Weight.of(before.finding()));
            if (before.decision() != entry.found().decision() || !worse.isEmpty()) {
                changed.add(new Change(entry.gate(), before.decision(), entry.found(), worse));
            } else {
                unchanged++;
            }
        }
        Set<GateName> blind = undecided(newer);
        List<Entry> fixed = new ArrayList<>();
        List<Entry> unseen = new ArrayList<>();
        for (Entry entry : entries(older)) {
            if (!now.getOrDefault(entry.gate(), Map.of())
                    .containsKey(entry.found().finding().fingerprint())) {
                (saw(newer, blind, entry.gate()) ? fixed : unseen).add(entry);
            }
        }
        return new VerdictDiff(
                older, newer, added, fixed, unseen, changed, unchanged, notes(older, newer, undecided(older), blind));
    }

    /**
     * What is new from a severity on: what the older verdict does not have, or has milder, or has only because a waiver, a VEX
     * statement, a grace or the lack of a fix {@linkplain KnownFindings#excused excused} it. An unknown severity counts as
     * critical. What is waived now is not new, nor what is excused as it was.
     */
    public List<Entry> newFrom(Severity from) {
        Map<GateName, KnownFindings> known = known(older, found -> !KnownFindings.excused(found));
        Map<GateName, KnownFindings> all = known(older, found -> true);
        return counting(from)
                .filter(entry -> !(KnownFindings.excused(entry.found()) ? all : known)
                        .getOrDefault(entry.gate(), KnownFindings.none())
                        .has(entry.found().finding()))
                .toList();
    }

    private static Map<GateName, KnownFindings> known(Verdict verdict, Predicate<DecidedFinding> which) {
        Map<GateName, List<Finding>> found = new EnumMap<>(GateName.class);
        entries(verdict).stream()
                .filter(entry ->
                        which.test(entry.found()) && !entry.found().finding().undecided())
                .forEach(entry -> found.computeIfAbsent(entry.gate(), gate -> new ArrayList<>())
                        .add(entry.found().finding()));
        Map<GateName, KnownFindings> known = new EnumMap<>(GateName.class);
        found.forEach((gate, findings) -> known.put(gate, KnownFindings.of(findings)));
        return known;
    }

    /** Why the newer verdict cannot say what is new: an ERROR in it, or a gate that the older one has and it lacks. */
    public Optional<String> undecided() {
        if (!newer.complete()) {
            return Optional.of("the newer verdict could not decide everything");
        }
        return older.gates().stream()
                .map(GateResult::gate)
                .filter(gate -> !gates(newer).contains(gate))
                .findFirst()
                .map(gate -> "the newer verdict does not have the gate " + gate.key());
    }

    /** Secrets of the newer verdict from a severity on of which the place alone is known: another one there looks the same. */
    public List<Entry> unidentified(Severity from) {
        return counting(from)
                .filter(entry -> entry.found().finding() instanceof SecretFinding secret
                        && !secret.details().byValue())
                .toList();
    }

    private Stream<Entry> counting(Severity from) {
        return entries(newer).stream()
                .filter(entry -> entry.found().decision() != Decision.WAIVED)
                .filter(entry -> entry.found().finding().severity() == Severity.UNKNOWN
                        || entry.found().finding().severity().compareTo(from) <= 0);
    }

    private static boolean saw(Verdict verdict, Set<GateName> blind, GateName gate) {
        return gates(verdict).contains(gate) && !blind.contains(gate);
    }

    private static List<String> notes(Verdict older, Verdict newer, Set<GateName> blindThen, Set<GateName> blindNow) {
        List<String> notes = new ArrayList<>();
        for (GateName gate : gates(older)) {
            if (!gates(newer).contains(gate)) {
                notes.add(gate.key() + ": not evaluated by the newer verdict, so nothing of it counts as fixed");
            }
        }
        blindNow.forEach(
                gate -> notes.add(
                        gate.key()
                                + ": not everything could be decided in the newer verdict, so what it does not list can still be there"));
        for (GateName gate : gates(newer)) {
            if (!gates(older).contains(gate)) {
                notes.add(gate.key() + ": not evaluated by the older verdict, so all of it counts as new");
            }
        }
        blindThen.forEach(gate -> notes.add(gate.key()
                + ": not everything could be decided in the older verdict, so what it did not see counts as new"));
        if (!older.subject().platform().equals(newer.subject().platform())) {
            notes.add("the verdicts are about different platforms");
        }
        if (older.subject().digest().isPresent()
                && older.subject().digest().equals(newer.subject().digest())) {
            notes.add("both verdicts are about the same digest: differences come from the data, the options and the"
                    + " policy");
        }
        if (!older.policy().digest().equals(newer.policy().digest())) {
            notes.add("the policies differ, so findings can be decided otherwise without a change of the image");
        }
        return notes;
    }

    private static Set<GateName> gates(Verdict verdict) {
        Set<GateName> gates = EnumSet.noneOf(GateName.class);
        verdict.gates().forEach(gate -> gates.add(gate.gate()));
        return gates;
    }

    private static Set<GateName> undecided(Verdict verdict) {
        Set<GateName> undecided = EnumSet.noneOf(GateName.class);
        verdict.gates().stream().filter(gate -> !gate.complete()).forEach(gate -> undecided.add(gate.gate()));
        return undecided;
    }

    private static List<Entry> entries(Verdict verdict) {
        return verdict.gates().stream()
                .flatMap(gate -> gate.findings().stream().map(found -> new Entry(gate.gate(), found)))
                .toList();
    }

    /** The first of each, which is decided worst. */
    private static Map<GateName, Map<Fingerprint, DecidedFinding>> byFingerprint(Verdict verdict) {
        Map<GateName, Map<Fingerprint, DecidedFinding>> found = new HashMap<>();
        entries(verdict)
                .forEach(entry -> found.computeIfAbsent(entry.gate(), gate -> new HashMap<>())
                        .putIfAbsent(entry.found().finding().fingerprint(), entry.found()));
        return found;
    }
}

package io.jenkins.lib.containergate.ledger;

import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which lines of a ledger stay when it is cut. The oldest verdicts go, by the time of the verdict and not by their place: an
 * import may have put an old one behind a new one. What did not pass stays while a verdict on the same image or task
 * definition does, else a verdict of another gate on it would pass alone. Signatures that did not pass may be those of an index:
 * it stays while a verdict on any image of the repository does, because the index may list that one. Which image was chosen
 * from an index that did not pass stays, too. Damaged lines stay, as they may be a newer verdict.
 */
final class LedgerCut {
    private static final Comparator<Line> NEWEST_FIRST = Comparator.comparing(
                    (Line line) -> line.entry().orElseThrow(), LedgerEntry.NEWEST_FIRST)
            .thenComparing(Comparator.comparingLong(Line::from).reversed());

    private final Set<Digest> subjects = new HashSet<>();
    private final Set<String> repositories = new HashSet<>();
    private final Set<Refusal> refusals = new HashSet<>();
    private final Set<Choice> choices = new HashSet<>();
    private final Set<Digest> refused;
    private long left;

    private LedgerCut(long budget, Set<Digest> refused) {
        this.left = budget;
        this.refused = refused;
    }

    /**
     * A line in the file.
     *
     * @param bytes with its line break
     * @param entry empty for a damaged line
     */
    record Line(long from, long bytes, Optional<LedgerEntry> entry) {}

    /** What a later entry of the same kind says again: one under another policy does not, as a pass under that one outdoes it. */
    private record Refusal(
            String repository,
            Optional<Digest> digest,
            List<Digest> definitions,
            Map<GateName, Outcome> gates,
            Digest policy,
            Optional<String> mode) {
        static Refusal of(LedgerEntry entry) {
            return new Refusal(
                    entry.repository(),
                    entry.digest(),
                    entry.attached().taskDefinitions(),
                    entry.gates(),
                    entry.policy(),
                    entry.mode());
        }
    }

    /** Of an image from an index. */
    private record Choice(Digest image, Digest index) {
        static Optional<Choice> of(LedgerEntry entry) {
            return entry.digest().flatMap(image -> entry.index().map(index -> new Choice(image, index)));
        }
    }

    /**
     * @param lines in the order of the file
     * @param budget bytes that the lines that stay may have; refusals and damaged lines may exceed it
     * @return in the order of the file
     */
    static List<Line> kept(List<Line> lines, long budget) {
        List<Line> kept = new ArrayList<>(
                lines.stream().filter(line -> line.entry().isEmpty()).toList());
        LedgerCut cut =
                new LedgerCut(budget - kept.stream().mapToLong(Line::bytes).sum(), refused(lines));
        lines.stream()
                .filter(line -> line.entry().isPresent())
                .sorted(NEWEST_FIRST)
                .filter(line -> cut.keeps(line, line.entry().orElseThrow()))
                .forEach(kept::add);
        kept.sort(Comparator.comparingLong(Line::from));
        return kept;
    }

    private static Set<Digest> refused(List<Line> lines) {
        return lines.stream()
                .flatMap(line -> line.entry().stream())
                .filter(entry -> !entry.passed())
                .flatMap(entry -> entry.digest().stream())
                .collect(Collectors.toSet());
    }

    private boolean keeps(Line line, LedgerEntry entry) {
        left -= line.bytes();
        List<Digest> about = new ArrayList<>(entry.attached().taskDefinitions());
        entry.digest().ifPresent(about::add);
        boolean refusal = !entry.passed();
        if (left < 0
                && !(refusal && concernsKept(entry, about) && refusals.add(Refusal.of(entry)))
                && !isNeededChoice(entry)) {
            return false;
        }
        subjects.addAll(about);
        entry.index().ifPresent(subjects::add);
        Choice.of(entry).ifPresent(choices::add);
        entry.digest().ifPresent(image -> repositories.add(entry.repository()));
        if (refusal) {
            refusals.add(Refusal.of(entry));
        }
        return true;
    }

    private boolean isNeededChoice(LedgerEntry entry) {
        return Choice.of(entry)
                .filter(choice -> subjects.contains(choice.image()) && refused.contains(choice.index()))
                .filter(choice -> !choices.contains(choice))
                .isPresent();
    }

    private boolean concernsKept(LedgerEntry entry, List<Digest> about) {
        return about.stream().anyMatch(subjects::contains)
                || mayBeOnAnIndex(entry) && repositories.contains(entry.repository());
    }

    /** Signatures alone are verified of an index, too; what is scanned is the image of one platform. */
    private static boolean mayBeOnAnIndex(LedgerEntry entry) {
        return entry.digest().isPresent()
                && entry.gates().containsKey(GateName.SIGNATURES)
                && !entry.gates().containsKey(GateName.VULNERABILITIES);
    }
}

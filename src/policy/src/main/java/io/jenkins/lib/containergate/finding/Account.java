package io.jenkins.lib.containergate.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a gate evaluated and what it did not: every verdict says both, so that silence is never taken for health.
 *
 * <p>An account decides nothing. A thing that runs, exposes or grants something and was not evaluated is an undecided
 * {@link Finding} as well; the account also names what was left out on purpose.
 *
 * @param evaluated one entry a kind, by kind
 * @param notEvaluated one entry a kind and reason, by kind, then reason
 */
public record Account(List<Evaluated> evaluated, List<NotEvaluated> notEvaluated) {
    private static final Account EMPTY = new Account(List.of(), List.of());

    /**
     * @param kind of thing in the singular and in the field's words: {@code task definition}, {@code layer},
     *     {@code AWS::ECS::Service}
     * @param count at least 1
     */
    public record Evaluated(String kind, int count) {
        public Evaluated {
            positive(count);
        }
    }

    /**
     * @param kind as in {@link Evaluated}
     * @param count at least 1
     * @param reason why, as a phrase: {@code unknown type}
     */
    public record NotEvaluated(String kind, int count, String reason) {
        public NotEvaluated {
            positive(count);
        }
    }

    public Account {
        evaluated = sum(evaluated);
        notEvaluated = sumLeftOut(notEvaluated);
    }

    public static Account empty() {
        return EMPTY;
    }

    public boolean isEmpty() {
        return evaluated.isEmpty() && notEvaluated.isEmpty();
    }

    /** With {@code count} more things of the kind evaluated; nothing changes for a count of 0. */
    public Account evaluated(String kind, int count) {
        return count == 0 ? this : plus(new Account(List.of(new Evaluated(kind, count)), List.of()));
    }

    /** With {@code count} more things of the kind left out; nothing changes for a count of 0. */
    public Account notEvaluated(String kind, int count, String reason) {
        return count == 0 ? this : plus(new Account(List.of(), List.of(new NotEvaluated(kind, count, reason))));
    }

    /** Both accounts in one: the counts of the same kind and reason are added. */
    public Account plus(Account other) {
        List<Evaluated> allEvaluated = new ArrayList<>(evaluated);
        allEvaluated.addAll(other.evaluated);
        List<NotEvaluated> allLeftOut = new ArrayList<>(notEvaluated);
        allLeftOut.addAll(other.notEvaluated);
        return new Account(allEvaluated, allLeftOut);
    }

    private static List<Evaluated> sum(List<Evaluated> entries) {
        Map<String, Integer> counts = new TreeMap<>();
        entries.forEach(entry -> counts.merge(entry.kind(), entry.count(), Account::saturated));
        return counts.entrySet().stream()
                .map(entry -> new Evaluated(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static List<NotEvaluated> sumLeftOut(List<NotEvaluated> entries) {
        record Key(String kind, String reason) {}

        Map<Key, Integer> counts = new LinkedHashMap<>();
        entries.forEach(
                entry -> counts.merge(new Key(entry.kind(), entry.reason()), entry.count(), Account::saturated));
        return counts.entrySet().stream()
                .map(entry -> new NotEvaluated(
                        entry.getKey().kind(), entry.getValue(), entry.getKey().reason()))
                .sorted(Comparator.comparing(NotEvaluated::kind).thenComparing(NotEvaluated::reason))
                .toList();
    }

    /** Counts of a stored account are hostile input. */
    private static int saturated(int left, int right) {
        return (int) Math.min(Integer.MAX_VALUE, (long) left + right);
    }

    private static void positive(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a count of " + count + " accounts for nothing");
        }
    }
}

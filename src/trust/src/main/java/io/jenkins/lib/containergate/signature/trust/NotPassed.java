package io.jenkins.lib.containergate.signature.trust;

import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A verdict that did not pass, and what has to pass later to make it good: each of the gates it names; where it names none, each
 * gate that is demanded or that the verifier's verdicts name. What did not pass on an image is made good on the image alone, what did
 * not pass on an index that lists it on either.
 *
 * @param gates that did not pass, as levels
 */
record NotPassed(SignedVerdict verdict, Set<String> gates) {
    NotPassed {
        gates = Set.copyOf(gates);
    }

    /**
     * @param demanded levels; empty for the verdict as a whole
     * @param known verdicts of the verifier
     * @return empty where it passed, or where what did not pass is not demanded
     */
    static Optional<NotPassed> of(SignedVerdict verdict, Set<String> demanded, Collection<SignedVerdict> known) {
        if (verdict.summary().passed()) {
            return Optional.empty();
        }
        List<String> named = verdict.summary().failedLevels();
        if (named.isEmpty()) {
            return Optional.of(new NotPassed(verdict, demanded.isEmpty() ? levels(known, verdict) : demanded));
        }
        Set<String> concerned = named.stream()
                .filter(level -> demanded.isEmpty() || demanded.contains(level))
                .collect(Collectors.toSet());
        return concerned.isEmpty() ? Optional.empty() : Optional.of(new NotPassed(verdict, concerned));
    }

    private static Set<String> levels(Collection<SignedVerdict> known, SignedVerdict failed) {
        Set<String> levels = new TreeSet<>();
        for (SignedVerdict each : known) {
            if (canMakeGood(each, failed)) {
                boolean passed = each.summary().passed();
                levels.addAll(passed ? each.summary().levels() : each.summary().failedLevels());
            }
        }
        return levels;
    }

    private static boolean canMakeGood(SignedVerdict other, SignedVerdict failed) {
        return failed.ofIndex() || !other.ofIndex();
    }

    Instant time() {
        return verdict.summary().timeVerified();
    }

    /** Whether none of the verdicts, or not all of them together, make it good. */
    boolean isOpen(Collection<SignedVerdict> verdicts) {
        return later(verdicts).isEmpty() || !open(verdicts).isEmpty();
    }

    /** The gates that did not pass since. */
    Set<String> open(Collection<SignedVerdict> verdicts) {
        Set<String> open = new TreeSet<>(gates);
        later(verdicts).forEach(each -> each.summary().levels().forEach(open::remove));
        return open;
    }

    private List<SignedVerdict> later(Collection<SignedVerdict> verdicts) {
        return verdicts.stream()
                .filter(each ->
                        each.summary().passed() && each.summary().timeVerified().isAfter(time()))
                .filter(each -> canMakeGood(each, verdict))
                .toList();
    }
}

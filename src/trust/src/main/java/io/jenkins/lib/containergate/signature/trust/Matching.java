package io.jenkins.lib.containergate.signature.trust;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Pairs claims with people, each person with one claim at most, by augmenting paths: what is paired stays paired, and when
 * every claim was tried once there is no larger set of pairs.
 *
 * @param <C> claim
 */
final class Matching<C> {
    private final Function<C, Set<Integer>> candidates;
    private final Map<Integer, C> pairs = new HashMap<>();

    /** @param candidates who could be paired with a claim */
    Matching(Function<C, Set<Integer>> candidates) {
        this.candidates = candidates;
    }

    /** A pair that is known to be possible. */
    void put(int person, C claim) {
        pairs.put(person, claim);
    }

    /** @return whether the claim is paired now, perhaps after others changed their person */
    boolean add(C claim) {
        return add(claim, new HashSet<>());
    }

    private boolean add(C claim, Set<Integer> asked) {
        for (Integer person : candidates.apply(claim)) {
            if (asked.add(person)) {
                C other = pairs.get(person);
                if (other == null || add(other, asked)) {
                    pairs.put(person, claim);
                    return true;
                }
            }
        }
        return false;
    }

    /** By person. */
    Map<Integer, C> pairs() {
        return Collections.unmodifiableMap(pairs);
    }
}

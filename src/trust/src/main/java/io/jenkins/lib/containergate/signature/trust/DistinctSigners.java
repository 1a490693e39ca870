package io.jenkins.lib.containergate.signature.trust;

import io.jenkins.lib.containergate.signature.VerifiedSignature;
import io.jenkins.lib.containergate.signature.trust.TrustRequirement.Member;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How many of the trusted signers have signed when nobody counts twice (C.1.10): not whoever fits two names, such as those of
 * overlapping subjects, and not one key in two formats. Of all ways to tell names and signers apart, one that fills the
 * most roles and, among those, counts the most names.
 */
final class DistinctSigners {
    /** By member, in the policy's order: what it signed, by the number of who did. */
    private final Map<Member, Map<Integer, VerifiedSignature>> signed = new LinkedHashMap<>();

    private final List<Set<String>> people = new ArrayList<>();

    /** That a signature is a member's. */
    record Match(Member member, VerifiedSignature signature) {}

    /**
     * @param counted one signature for each distinct signer
     * @param filled roles
     * @param doubles names whose signatures are all of signers that count already under another
     */
    record Count(List<VerifiedSignature> counted, Set<String> filled, List<String> doubles) {}

    DistinctSigners(List<Match> matches) {
        matches.forEach(match -> tellApart(match.signature().identity().marks()));
        for (Match match : matches) {
            Set<String> marks = match.signature().identity().marks();
            int person = 0;
            while (Collections.disjoint(people.get(person), marks)) {
                person++;
            }
            signed.computeIfAbsent(match.member(), unused -> new LinkedHashMap<>())
                    .putIfAbsent(person, match.signature());
        }
    }

    private void tellApart(Set<String> marks) {
        Set<String> one = new HashSet<>(marks);
        for (Set<String> known : List.copyOf(people)) {
            if (!Collections.disjoint(known, marks)) {
                people.remove(known);
                one.addAll(known);
            }
        }
        people.add(one);
    }

    Count count(List<String> roles) {
        Matching<String> byRole = new Matching<>(role -> peopleOf(role));
        List<String> filled = roles.stream().filter(byRole::add).toList();
        Matching<Member> byMember =
                new Matching<>(member -> signed.getOrDefault(member, Map.of()).keySet());
        byRole.pairs().forEach((person, role) -> byMember.put(person, withRole(role, person)));
        List<String> doubles = new ArrayList<>();
        for (Member member : signed.keySet()) {
            if (!byMember.pairs().containsValue(member) && !byMember.add(member)) {
                doubles.add(member.signer().name());
            }
        }
        List<VerifiedSignature> counted = new ArrayList<>();
        signed.forEach((member, signatures) -> signatures.forEach((person, signature) -> {
            if (member.equals(byMember.pairs().get(person))) {
                counted.add(signature);
            }
        }));
        return new Count(counted, Set.copyOf(filled), doubles);
    }

    private Set<Integer> peopleOf(String role) {
        Set<Integer> found = new HashSet<>();
        signed.forEach((member, signatures) -> {
            if (member.role().filter(role::equals).isPresent()) {
                found.addAll(signatures.keySet());
            }
        });
        return found;
    }

    private Member withRole(String role, int person) {
        return signed.keySet().stream()
                .filter(member -> member.role().filter(role::equals).isPresent())
                .filter(member -> signed.getOrDefault(member, Map.of()).containsKey(person))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Pairs claims with people, each person with one claim at most, by augmenting paths: what is paired stays paired, and when
     * every claim was tried once there is no larger set of pairs.
     *
     * @param <C> claim
     */
    static final class Matching<C> {
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
}

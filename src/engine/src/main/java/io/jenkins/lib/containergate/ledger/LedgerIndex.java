package io.jenkins.lib.containergate.ledger;

import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The entries of a ledger in memory, by what they are about. */
final class LedgerIndex {
    private final Map<Digest, List<LedgerEntry>> byDigest = new HashMap<>();
    private final Map<Digest, List<LedgerEntry>> byTaskDefinition = new HashMap<>();
    private final Map<String, Map<Digest, LedgerEntry>> passedByRepository = new HashMap<>();
    private final TreeMap<Instant, Set<Digest>> checks = new TreeMap<>();
    private int size;
    private int damaged;

    /** @param line as the ledger has it */
    void add(byte[] line) {
        LedgerLine.readable(line).ifPresentOrElse(this::add, () -> damaged++);
    }

    private void add(LedgerEntry entry) {
        size++;
        entry.digest()
                .ifPresent(digest -> byDigest.computeIfAbsent(digest, unused -> new ArrayList<>(1))
                        .add(entry));
        for (Digest definition : entry.attached().taskDefinitions()) {
            byTaskDefinition
                    .computeIfAbsent(definition, unused -> new ArrayList<>(1))
                    .add(entry);
        }
        Outcome drift = entry.gates().getOrDefault(GateName.DRIFT, Outcome.ERROR);
        if (drift != Outcome.ERROR && entry.enforced()) {
            checks.computeIfAbsent(entry.at(), unused -> new HashSet<>()).add(entry.policy());
        }
        if (entry.passed() && entry.digest().isPresent()) {
            passedByRepository
                    .computeIfAbsent(entry.repository(), unused -> new HashMap<>())
                    .merge(entry.digest().get(), entry, (one, other) -> one.at().isAfter(other.at()) ? one : other);
        }
    }

    List<LedgerEntry> of(Digest digest) {
        return newestFirst(byDigest.getOrDefault(digest, List.of()));
    }

    List<LedgerEntry> ofTaskDefinition(Digest definition) {
        return newestFirst(byTaskDefinition.getOrDefault(definition, List.of()));
    }

    List<LedgerEntry> passed(String repository) {
        return newestFirst(passedByRepository.getOrDefault(repository, Map.of()).values());
    }

    /** A check of a time that is still to come says nothing. */
    Map<Digest, Instant> policiesInForce(Instant now) {
        Map<Digest, Instant> until = new HashMap<>();
        Instant next = now;
        for (Map.Entry<Instant, Set<Digest>> check :
                checks.headMap(now, true).descendingMap().entrySet()) {
            for (Digest policy : check.getValue()) {
                until.putIfAbsent(policy, next);
            }
            next = check.getKey();
        }
        return until;
    }

    private static List<LedgerEntry> newestFirst(Collection<LedgerEntry> entries) {
        return entries.stream().sorted(LedgerEntry.NEWEST_FIRST).toList();
    }

    int damaged() {
        return damaged;
    }

    int size() {
        return size;
    }
}

package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.attestation.VerdictAttestation;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ExpectedGates;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.ledger.LedgerEntry;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy.RepositorySpellings;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the entries of a ledger on an image amount to under the policy in force. */
final class RecordedVerdicts {
    private static final String LEDGER = "the ledger";

    private final Ledger ledger;
    private final RecordedPolicies policies;
    private final EffectivePolicy inForce;
    private final Set<GateName> evaluatedAgain;
    private final Digest policy;
    private final Optional<Duration> maxAge;
    private final Clock clock;

    /** @param evaluatedAgain gates that are evaluated again today: unless the policy names them, no verdict has to have them */
    RecordedVerdicts(RecordedPolicies policies, EffectivePolicy policy, Set<GateName> evaluatedAgain, Clock clock) {
        this.evaluatedAgain = Set.copyOf(evaluatedAgain);
        this.ledger = policies.ledger();
        this.policies = policies;
        this.inForce = policy;
        this.policy = policy.digest();
        this.maxAge = policy.find(PolicyKeys.DRIFT_MAX_AGE).map(Setting::value);
        this.clock = clock;
    }

    /**
     * What did not pass on an index did not pass on its images. What passed on one makes good only what did not pass on an index: the
     * verdicts on the image itself have to pass by themselves.
     */
    VerdictStanding of(String repository, EvidenceDigests digests) {
        try {
            Optional<Standing.Undecided> damage = damage(ledger);
            if (damage.isPresent()) {
                return new VerdictStanding.Undecided(
                        damage.get().problem(), damage.get().remedy());
            }
            Set<GateName> needed = needed(repository);
            VerdictStanding alone = standing(entries(repository, Set.of(digests.image())), digests, needed);
            VerdictStanding listed = standing(entries(repository, withIndexes(digests)), digests, needed);
            List<SignedVerdict> failed = Stream.of(alone, listed)
                    .flatMap(each -> each instanceof VerdictStanding.DidNotPass failures
                            ? failures.verdicts().stream()
                            : Stream.empty())
                    .distinct()
                    .toList();
            return failed.isEmpty() ? alone : new VerdictStanding.DidNotPass(failed);
        } catch (GateException e) {
            return new VerdictStanding.Undecided(e.problem(), e.remedy());
        }
    }

    /**
     * The levels of the gates that passed later, under a policy that is strict enough; none where the ledger cannot be read.
     *
     * @param failed what passed on an index counts only if that is what did not pass
     */
    Set<String> passedSince(String repository, EvidenceDigests digests, SignedVerdict failed) {
        Set<String> levels = new HashSet<>();
        try {
            Set<Digest> counting = failed.ofIndex() ? withIndexes(digests) : Set.of(digests.image());
            for (LedgerEntry entry : entries(repository, counting)) {
                if (entry.at().isAfter(failed.summary().timeVerified())
                        && entry.passed()
                        && policies.looser(entry).isEmpty()) {
                    entry.gates().keySet().stream()
                            .filter(entry::passed)
                            .map(VerdictAttestation::level)
                            .forEach(levels::add);
                }
            }
            return levels;
        } catch (GateException e) {
            return Set.of();
        }
    }

    private Set<Digest> withIndexes(EvidenceDigests digests) throws GateException {
        Set<Digest> all = digests.all();
        all.addAll(indexesOf(digests.image()));
        return all;
    }

    private Set<Digest> indexesOf(Digest image) throws GateException {
        return ledger.of(image).stream()
                .flatMap(entry -> entry.index().stream())
                .collect(Collectors.toSet());
    }

    /** Indexes that the image was chosen from; none where the ledger cannot be read, which then makes every verdict undecided. */
    Set<Digest> indexes(Digest image) {
        try {
            return indexesOf(image);
        } catch (GateException e) {
            return Set.of();
        }
    }

    private List<LedgerEntry> entries(String repository, Collection<Digest> digests) throws GateException {
        List<LedgerEntry> own = new ArrayList<>();
        List<LedgerEntry> elsewhere = new ArrayList<>();
        for (Digest digest : digests) {
            ledger.of(digest).stream()
                    .filter(entry -> counts(entry, clock))
                    .forEach(entry -> (isOn(entry, repository) ? own : elsewhere).add(entry));
        }
        own.sort(LedgerEntry.NEWEST_FIRST);
        List<LedgerEntry> entries = new ArrayList<>(own);
        entries.addAll(new FailedElsewhere(own, elsewhere, policies).entries());
        entries.sort(LedgerEntry.NEWEST_FIRST);
        return entries;
    }

    /** What did not pass under another name of the same repository counts, too. */
    private static boolean isOn(LedgerEntry entry, String repository) {
        return entry.repository().equals(repository)
                || !entry.passed() && RepositorySpellings.of(repository).contains(entry.repository());
    }

    /** What passed at a time that is still to come would be the newest for ever; what did not pass then counts. */
    static boolean counts(LedgerEntry entry, Clock clock) {
        return !entry.at().isAfter(clock.instant()) || !entry.passed();
    }

    /** What is damaged may be a newer verdict. */
    static Optional<Standing.Undecided> damage(Ledger ledger) throws GateException {
        int damaged = ledger.damaged();
        return damaged == 0
                ? Optional.empty()
                : Optional.of(new Standing.Undecided(
                        LEDGER + " has " + damaged + " damaged lines, and one of them may be a newer verdict",
                        "export it (gate ledger --export) and import that into a new one"));
    }

    /** Without one on vulnerabilities the image was never evaluated; which others it takes the policy says, or what it sets. */
    private Set<GateName> needed(String repository) {
        Set<GateName> named = EnumSet.noneOf(GateName.class);
        inForce.signaturesFor(repository).stream()
                .flatMap(entry -> entry.value().conditions().verdict().stream())
                .forEach(verdict -> named.addAll(verdict.gates()));
        if (named.isEmpty()) {
            named.addAll(ExpectedGates.of(inForce));
            named.removeAll(evaluatedAgain);
            return named;
        }
        named.add(GateName.VULNERABILITIES);
        return named;
    }

    /**
     * Of each gate the newest outcome counts.
     *
     * @param needed gates without which the image was not evaluated
     */
    private VerdictStanding standing(List<LedgerEntry> newestFirst, EvidenceDigests digests, Set<GateName> needed)
            throws GateException {
        Map<GateName, Instant> seen = new EnumMap<>(GateName.class);
        Map<GateName, List<LedgerEntry>> elsewhere = new EnumMap<>(GateName.class);
        Optional<LedgerEntry> scanned = Optional.empty();
        Set<LedgerEntry> together = new LinkedHashSet<>();
        Set<LedgerEntry> notPassed = new LinkedHashSet<>();
        for (LedgerEntry entry : newestFirst) {
            boolean same = entry.policy().equals(policy);
            for (Map.Entry<GateName, Outcome> gate : entry.gates().entrySet()) {
                boolean failed = !entry.passed(gate.getKey());
                boolean other = !same && (failed || policies.looser(entry).isPresent());
                if (other && !failed && gate.getKey() != GateName.VULNERABILITIES) {
                    // it does not count, and outdoes only what failed under another policy, too
                    elsewhere
                            .computeIfAbsent(gate.getKey(), unused -> new ArrayList<>())
                            .add(entry);
                    continue;
                }
                if (other && isOutdone(entry, elsewhere.getOrDefault(gate.getKey(), List.of()))) {
                    continue;
                }
                Instant newest = seen.putIfAbsent(gate.getKey(), entry.at());
                // of one time none is newer: all of them count
                if (newest == null || newest.equals(entry.at())) {
                    if (failed) {
                        notPassed.add(entry);
                        continue;
                    }
                    scanned = gate.getKey() == GateName.VULNERABILITIES ? Optional.of(entry) : scanned;
                    if (needed.contains(gate.getKey())) {
                        together.add(entry);
                    }
                }
            }
        }
        if (!notPassed.isEmpty()) {
            List<SignedVerdict> verdicts = new ArrayList<>();
            for (LedgerEntry entry : notPassed) {
                verdicts.add(verdict(entry, digests, Set.of()));
            }
            return new VerdictStanding.DidNotPass(verdicts);
        }
        if (scanned.isEmpty()) {
            return new VerdictStanding.Never(LEDGER + " has no verdict on its vulnerabilities");
        }
        Set<GateName> missing = EnumSet.copyOf(needed);
        missing.removeAll(seen.keySet());
        if (!missing.isEmpty()) {
            return new VerdictStanding.Never(
                    LEDGER + " has no verdict that counts of these gates, which the policy sets: "
                            + missing.stream().map(GateName::key).collect(Collectors.joining(", ")));
        }
        LedgerEntry entry = scanned.get();
        Optional<String> looser = policies.looser(entry);
        if (looser.isPresent()) {
            return new VerdictStanding.Looser(verdict(entry, digests, seen.keySet()), looser.get());
        }
        Optional<Instant> notBefore = maxAge.map(age -> clock.instant().minus(age));
        LedgerEntry oldest =
                together.stream().min(Comparator.comparing(LedgerEntry::at)).orElse(entry);
        if (notBefore.filter(oldest.at()::isBefore).isPresent()) {
            return new VerdictStanding.TooOld(verdict(oldest, digests, seen.keySet()), notBefore.get());
        }
        List<SignedVerdict> beside = new ArrayList<>();
        for (LedgerEntry other : together) {
            if (!other.equals(entry)) {
                beside.add(verdict(other, digests, other.gates().keySet()));
            }
        }
        return new VerdictStanding.Passed(verdict(entry, digests, seen.keySet()), beside);
    }

    private boolean isOutdone(LedgerEntry entry, List<LedgerEntry> later) throws GateException {
        for (LedgerEntry passed : later) {
            if (policies.outdoes(passed, entry)) {
                return true;
            }
        }
        return false;
    }

    /** @param passed gates whose newest outcome passed, in this entry or another one */
    private SignedVerdict verdict(LedgerEntry entry, EvidenceDigests digests, Set<GateName> passed)
            throws GateException {
        Digest on = entry.digest().orElse(digests.image());
        List<VerificationSummary.Input> inputs = entry.attached().sbom().stream()
                .map(digest -> new VerificationSummary.Input("sbom", digest.hex()))
                .toList();
        return new SignedVerdict(
                LEDGER,
                LEDGER,
                on,
                !on.equals(digests.image()),
                new VerificationSummary(
                        LEDGER,
                        entry.at(),
                        entry.digest().map(each -> each.in(entry.repository())).orElse(entry.repository()),
                        String.join("+", entry.layers()),
                        entry.policy().hex(),
                        ledger.policy(entry.policy()),
                        entry.mode(),
                        inputs,
                        entry.passed(),
                        passed.stream().map(VerdictAttestation::level).toList(),
                        entry.gates().keySet().stream()
                                .filter(gate -> !entry.passed(gate))
                                .map(GateName::key)
                                .toList(),
                        Optional.empty()),
                Optional.of(waived(entry)));
    }

    private static List<SignedVerdict.Waived> waived(LedgerEntry entry) {
        if (entry.findings().isEmpty()) {
            return entry.waivers().stream()
                    .map(used -> new SignedVerdict.Waived(used.rule(), used.ends()))
                    .toList();
        }
        String reference = entry.findings().get().reference();
        return entry.findings().get().waived().stream()
                .map(each -> new SignedVerdict.Waived(
                        each.finding().rule().value(),
                        each.ends(),
                        Optional.of(new SignedVerdict.On(reference, each.finding()))))
                .toList();
    }
}

package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.StrictnessCheck;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.ledger.LedgerEntry;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.text.FirstFew;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Whether a verdict of the ledger was given under a policy that counts: whoever runs a gate chooses its policy. */
final class RecordedPolicies {
    private static final int SHOWN = 3;

    private final Ledger ledger;
    private final EffectivePolicy policy;
    private final Clock clock;
    private final Map<Asked, Optional<String>> looser = new ConcurrentHashMap<>();
    private final Map<Digest, Optional<EffectivePolicy>> earlier = new ConcurrentHashMap<>();

    /** @param policy in force */
    RecordedPolicies(Ledger ledger, EffectivePolicy policy, Clock clock) {
        this.ledger = ledger;
        this.policy = policy;
        this.clock = clock;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Entries that get one answer: what they are on matters for signatures only. */
    private record Asked(Digest under, Digest than, List<String> about) {}

    /** Why the policy of an entry is not known to be as strict as the one in force; empty when it is. */
    Optional<String> looser(LedgerEntry entry) throws GateException {
        return looser(entry, policy);
    }

    /**
     * The same, where a policy that was in force when the verdict was given is enough: a policy that became stricter does not take
     * back what passed under the one before, as long as it passes today. A drift check in the ledger says which policy was in force: until
     * a check under another one followed.
     */
    Optional<String> looserThanInForce(LedgerEntry entry) throws GateException {
        Optional<String> now = looser(entry);
        if (now.isEmpty() || ledger.underOneFloor()) {
            return Optional.empty();
        }
        for (Map.Entry<Digest, Instant> each :
                ledger.policiesInForce(clock.instant()).entrySet()) {
            boolean then = !entry.at().isAfter(each.getValue());
            if (then && each.getKey().equals(entry.policy())) {
                return Optional.empty();
            }
            Optional<EffectivePolicy> before = then ? earlier(each.getKey()) : Optional.empty();
            if (before.isPresent() && looser(entry, before.get()).isEmpty()) {
                return Optional.empty();
            }
        }
        return now;
    }

    /**
     * Whether a later verdict that passed, and does not count under the policy in force, makes good one that did not: its policy must not
     * be looser. In the ledger of a controller both were given under the organisation's policy of their time.
     */
    boolean outdoes(LedgerEntry passed, LedgerEntry failed) throws GateException {
        if (ledger.underOneFloor() || passed.policy().equals(failed.policy())) {
            return true;
        }
        Optional<EffectivePolicy> then = earlier(failed.policy());
        return then.isPresent() && looser(passed, then.get()).isEmpty();
    }

    private Optional<String> looser(LedgerEntry entry, EffectivePolicy than) throws GateException {
        if (entry.policy().equals(than.digest())) {
            return Optional.empty();
        }
        Asked asked = new Asked(
                entry.policy(),
                than.digest(),
                List.of(entry.gates().keySet().toString(), entry.digest().isPresent() ? entry.repository() : ""));
        Optional<String> known = looser.get(asked);
        if (known == null) {
            known = compared(entry, than);
            looser.put(asked, known);
        }
        return known;
    }

    private Optional<String> compared(LedgerEntry entry, EffectivePolicy than) throws GateException {
        Optional<Bytes> text = ledger.policy(entry.policy());
        if (text.isEmpty()) {
            return Optional.of("the ledger knows its policy " + entry.policy() + " by the digest alone");
        }
        try {
            List<String> reasons = new StrictnessCheck(than, clock)
                    .looser(text.get(), entry.gates().keySet(), entry.digest().map(image -> entry.repository()));
            return reasons.isEmpty()
                    ? Optional.empty()
                    : Optional.of("its policy " + entry.policy() + " is looser: " + FirstFew.sentences(reasons, SHOWN));
        } catch (GateException e) {
            return Optional.of("its policy " + entry.policy() + " cannot be read: " + e.problem());
        }
    }

    /** Empty where its text is not known, or is no policy of this version. */
    private Optional<EffectivePolicy> earlier(Digest digest) throws GateException {
        Optional<EffectivePolicy> known = earlier.get(digest);
        if (known == null) {
            Optional<Bytes> text = ledger.policy(digest);
            known = text.isEmpty() ? Optional.empty() : parsed(text.get());
            earlier.put(digest, known);
        }
        return known;
    }

    private Optional<EffectivePolicy> parsed(Bytes text) {
        try {
            String json = new String(text.toArray(), StandardCharsets.UTF_8);
            return Optional.of(PolicyMerge.merge(
                    List.of(PolicyParser.parse("an earlier policy", "an earlier policy", json)), clock));
        } catch (GateException e) {
            return Optional.empty();
        }
    }
}

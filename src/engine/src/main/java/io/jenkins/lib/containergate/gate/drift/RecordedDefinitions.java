package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.ecs.task.TaskDefinitionDigest;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.ledger.Ledger;
import io.jenkins.lib.containergate.ledger.LedgerEntry;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.DriftEvidence;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a task definition is one that passed, as the ledger says it: nothing is attested beside task definitions. Where
 * only attested verdicts count, it is not asked.
 */
final class RecordedDefinitions {
    private final DriftEvidence wanted;
    private final Optional<Ledger> ledger;
    private final Optional<RecordedPolicies> policies;
    private final Digest policy;
    private final Clock clock;

    /** @param policy in force */
    RecordedDefinitions(
            DriftEvidence wanted, Optional<RecordedPolicies> policies, EffectivePolicy policy, Clock clock) {
        this.wanted = wanted;
        this.ledger = policies.map(RecordedPolicies::ledger);
        this.policies = policies;
        this.policy = policy.digest();
        this.clock = clock;
    }

    Standing of(TaskDefinition task) {
        if (wanted == DriftEvidence.ATTESTED) {
            return new Standing.NotApplicable("only attested verdicts count, and none is on a task definition");
        }
        if (ledger.isEmpty()) {
            return wanted == DriftEvidence.EITHER
                    ? new Standing.NotApplicable("no ledger is named")
                    : new Standing.Undecided(
                            "the policy wants the evidence of a ledger, and none is named",
                            "name it with --ledger DIR");
        }
        Optional<Digest> digest = TaskDefinitionDigest.of(task);
        if (digest.isEmpty()) {
            return new Standing.Undecided("part of it is not known", "register the task definition again");
        }
        try {
            return standing(digest.get(), ledger.get(), policies.orElseThrow());
        } catch (GateException e) {
            return new Standing.Undecided(e.problem(), e.remedy());
        }
    }

    private Standing standing(Digest digest, Ledger ledger, RecordedPolicies policies) throws GateException {
        Optional<Standing.Undecided> damage = RecordedVerdicts.damage(ledger);
        if (damage.isPresent()) {
            return damage.get();
        }
        List<LedgerEntry> entries = ledger.ofTaskDefinition(digest).stream()
                .filter(entry -> entry.gates().containsKey(GateName.TASK_DEFINITION))
                .filter(entry -> RecordedVerdicts.counts(entry, clock))
                .toList();
        if (entries.isEmpty()) {
            return new Standing.Broken(List.of("the ledger has no verdict on " + digest));
        }
        List<LedgerEntry> counting = new ArrayList<>();
        Optional<LedgerEntry> strict = Optional.empty();
        Optional<String> refused = Optional.empty();
        for (LedgerEntry entry : entries) {
            boolean passed = entry.passed(GateName.TASK_DEFINITION);
            Optional<String> looser = passed ? policies.looserThanInForce(entry) : Optional.empty();
            if (looser.isPresent()) {
                refused = refused.or(() -> Optional.of("that of " + entry.at() + " passed, but " + looser.get()));
                continue;
            }
            counting.add(entry);
            boolean own =
                    passed ? policies.looser(entry).isEmpty() : entry.policy().equals(policy);
            strict = own ? strict.or(() -> Optional.of(entry)) : strict;
        }
        if (counting.isEmpty()) {
            return new Standing.Broken(List.of("no verdict on " + digest + " counts: " + refused.orElseThrow()));
        }
        // what passed under another policy does not outdo what failed under this one
        LedgerEntry newest =
                strict.filter(entry -> !entry.passed(GateName.TASK_DEFINITION)).orElse(counting.get(0));
        // of one time none is newer: all of them count
        return counting.stream()
                        .filter(entry -> entry.at().equals(newest.at()))
                        .allMatch(entry -> entry.passed(GateName.TASK_DEFINITION))
                ? new Standing.Holds()
                : new Standing.Broken(List.of("the verdict of " + newest.at() + " on " + digest + " did not pass"));
    }
}

package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.VexStatement;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.vex.VexTrust;
import io.jenkins.lib.containergate.policy.vex.VexTrustSet;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A finding is excused by a statement of someone the policy trusts. Of several the latest counts, and where the latest
 * contradict each other, the one that excuses does not. What nobody trusted states changes nothing, in either direction.
 */
final class VexCriterion implements Criterion {
    private static final String KIND = "VEX statement";
    /** Texts after the time, so that the same statements in another order are the same decision. */
    private static final Comparator<VexStatement> LATEST = Comparator.comparing(
                    (VexStatement statement) -> statement.at().orElse(Instant.MIN))
            .thenComparing(VexStatement::line);

    private final Optional<Setting<VexTrustSet>> trust;
    private final Map<Finding, List<VexStatement>> statements;
    private final ImageNames image;
    private final Clock clock;

    VexCriterion(EffectivePolicy policy, GateInput input, Clock clock) {
        this.trust = policy.find(PolicyKeys.VEX);
        this.statements = input.vex();
        this.image = input.image();
        this.clock = clock;
    }

    @Override
    public Optional<Ruling> judge(Finding finding) {
        if (finding.undecided()) {
            return Optional.empty();
        }
        return statements.getOrDefault(finding, List.of()).stream()
                .filter(statement -> objection(statement, finding).isEmpty())
                .max(LATEST)
                .map(statement -> new Ruling(
                        Decision.WAIVED,
                        trust.orElseThrow().origin().layer() + ": " + statement.line(),
                        "stated in VEX",
                        Optional.of(statement)));
    }

    /** Which statements decided nothing, and why. */
    Account account() {
        Account account = Account.empty();
        for (Map.Entry<Finding, List<VexStatement>> about : statements.entrySet()) {
            for (VexStatement statement : about.getValue()) {
                Optional<String> objection = objection(statement, about.getKey());
                account = objection.isEmpty()
                        ? account.evaluated(KIND, 1)
                        : account.notEvaluated(KIND, 1, objection.get());
            }
        }
        return account;
    }

    private Optional<String> objection(VexStatement statement, Finding finding) {
        List<VexTrust> hearing = hearing(statement);
        if (hearing.isEmpty()) {
            return Optional.of("the policy does not trust its source (vex, from: "
                    + statement.source().origin().key() + ")");
        }
        List<Optional<String>> objections = hearing.stream()
                .map(entry -> entry.objection(statement, finding, clock))
                .toList();
        if (objections.stream().noneMatch(Optional::isEmpty)) {
            return objections.get(0);
        }
        return statements.get(finding).stream().anyMatch(other -> contradicts(other, statement))
                ? Optional.of("another trusted statement, no older, says otherwise")
                : Optional.empty();
    }

    /** Whether a trusted statement keeps the other from excusing: it is not older, or one of them has no time. */
    private boolean contradicts(VexStatement other, VexStatement excusing) {
        boolean older = other.at().isPresent()
                && excusing.at().isPresent()
                && other.at().get().isBefore(excusing.at().get());
        return !other.status().excuses() && !older && !hearing(other).isEmpty();
    }

    private List<VexTrust> hearing(VexStatement statement) {
        return trust.map(set -> set.value().entries()).orElse(List.of()).stream()
                .filter(entry -> entry.hears(statement, image::match))
                .toList();
    }
}

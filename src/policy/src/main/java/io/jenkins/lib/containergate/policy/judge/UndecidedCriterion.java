package io.jenkins.lib.containergate.policy.judge;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Treat;
import io.jenkins.lib.containergate.policy.setting.Treatment;
import io.jenkins.lib.containergate.policy.setting.UndecidedKind;
import java.util.Optional;

/**
 * A finding that could not be decided blocks whatever the limits and the mode, unless the policy treats its kind otherwise; only
 * a waiver comes before this.
 */
final class UndecidedCriterion implements Criterion {
    private static final String CAUSE = "could not be evaluated";

    private final EffectivePolicy policy;

    UndecidedCriterion(EffectivePolicy policy) {
        this.policy = policy;
    }

    @Override
    public Optional<Ruling> judge(Finding finding) {
        if (!finding.undecided()) {
            return Optional.empty();
        }
        // a finding of another class, such as one of a rule, is no kind that could be treated, whatever its name
        Optional<UndecidedKind> kind =
                finding instanceof InventoryFinding ? UndecidedKind.find(finding.rule()) : Optional.empty();
        return Optional.of(kind.map(this::ofKind).orElseGet(UndecidedCriterion::always));
    }

    private Ruling ofKind(UndecidedKind kind) {
        Setting<Boolean> supported = policy.get(PolicyKeys.END_OF_LIFE_DENY);
        if (kind == UndecidedKind.END_OF_LIFE_OPERATING_SYSTEM && supported.value()) {
            return Ruling.blocked(supported, CAUSE);
        }
        Optional<Setting<Treatment>> stated = policy.find(PolicyKeys.undecided(kind));
        if (stated.isPresent()) {
            return Ruling.of(decision(stated.get().value().treat()), stated.get(), "", CAUSE);
        }
        return kind.byDefault() == Treat.ERROR
                ? always()
                : new Ruling(
                        decision(kind.byDefault()),
                        "default: " + PolicyKeys.undecided(kind) + "="
                                + kind.byDefault().key(),
                        CAUSE);
    }

    private static Ruling always() {
        return Ruling.blocked("always: what cannot be evaluated is an ERROR", CAUSE);
    }

    private static Decision decision(Treat treat) {
        return switch (treat) {
            case ERROR -> Decision.BLOCKED;
            case WARN -> Decision.WARNED;
            case ALLOW -> Decision.ALLOWED;
        };
    }
}

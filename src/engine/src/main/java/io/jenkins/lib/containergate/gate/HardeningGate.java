package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.hardening.HardeningRules;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.judge.GateInput;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.judge.PolicyEngine;
import io.jenkins.lib.containergate.policy.setting.Choice.RuleLevel;
import io.jenkins.lib.containergate.policy.setting.RuleSelection;
import io.jenkins.lib.containergate.rule.RuleSet;
import java.util.Set;

/** Asks the hardening rules that the policy selects. */
final class HardeningGate {
    private final RuleSelection selection;
    private final PolicyEngine engine;

    HardeningGate(RuleSelection selection, PolicyEngine engine) {
        this.selection = selection;
        this.engine = engine;
    }

    /** The rules that the policy selects. */
    RuleSet<ImageFacts> rules() {
        return HardeningRules.all().only(rule -> selection.level(rule) != RuleLevel.OFF);
    }

    JudgedGate judge(InspectedImage inspected) {
        RuleSet<ImageFacts> rules = rules();
        GateInput input = GateInput.of(
                        GateName.HARDENING,
                        ImageNames.of(inspected.image()),
                        rules.evaluate(inspected.facts()).findings())
                .withFacts(RuleFactsOf.image(inspected.image()))
                .withRules(Set.copyOf(rules.ids()));
        return new JudgedGate(engine.judge(input), input.rules());
    }
}

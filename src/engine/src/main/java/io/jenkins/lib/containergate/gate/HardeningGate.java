package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.hardening.HardeningRules;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.judge.GateInput;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.judge.PolicyEngine;
import io.jenkins.lib.containergate.policy.setting.Choice.RuleLevel;
import io.jenkins.lib.containergate.policy.setting.RuleSelection;
import io.jenkins.lib.containergate.rule.RuleSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Asks the hardening rules that the policy selects. */
final class HardeningGate {
    private final RuleSelection selection;
    private final BaseImageCheck baseImages;
    private final PolicyEngine engine;

    HardeningGate(RuleSelection selection, BaseImageCheck baseImages, PolicyEngine engine) {
        this.selection = selection;
        this.baseImages = baseImages;
        this.engine = engine;
    }

    /** The rules that the policy selects. */
    RuleSet<ImageFacts> rules() {
        return HardeningRules.all().only(rule -> selection.level(rule) != RuleLevel.OFF);
    }

    /** @param base what the image is built on; empty where nobody looked for it */
    JudgedGate judge(InspectedImage inspected, Optional<BaseImage> base) {
        RuleSet<ImageFacts> rules = rules();
        List<Finding> findings =
                new ArrayList<>(rules.evaluate(inspected.facts()).findings());
        findings.addAll(baseImages.findings(base));
        Set<RuleId> asked = new HashSet<>(rules.ids());
        asked.addAll(baseImages.rules());
        GateInput input = GateInput.of(GateName.HARDENING, ImageNames.of(inspected.image()), findings)
                .withAccount(baseImages.account(base))
                .withFacts(RuleFactsOf.image(inspected.image()))
                .withRules(asked);
        return new JudgedGate(engine.judge(input), input.rules());
    }
}

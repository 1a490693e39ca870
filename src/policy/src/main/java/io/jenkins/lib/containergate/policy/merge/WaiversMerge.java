package io.jenkins.lib.containergate.policy.merge;

import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.key.Settings;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.merge.PolicyException.Refusal;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.lib.containergate.policy.setting.WaiverRuleSet;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The outermost layer waives by its own authority, inner layers what the layers around them admit. */
final class WaiversMerge {
    private final String outermost;
    private final Clock clock;
    private final List<Refusal> refusals;
    private final List<WithOrigin<Waiver>> current = new ArrayList<>();

    WaiversMerge(PolicyDocument outermost, Clock clock, List<Refusal> refusals) {
        this.outermost = outermost.layer();
        this.clock = clock;
        this.refusals = refusals;
        outermost.waivers().forEach(this::keep);
    }

    List<WithOrigin<Waiver>> current() {
        return List.copyOf(current);
    }

    /** @param outer the settings of the layers around this one */
    void add(PolicyDocument layer, Settings outer) {
        Optional<Setting<WaiverRuleSet>> rules = outer.find(PolicyKeys.WAIVER_RULES);
        for (WithOrigin<Waiver> asked : layer.waivers()) {
            if (known(asked.value())) {
                continue;
            }
            Optional<Waiver> admitted = rules.flatMap(r -> r.value().admit(asked.value(), clock));
            if (admitted.isPresent()) {
                keep(new WithOrigin<>(admitted.get(), asked.origin()));
            } else {
                refusals.add(refusal(asked, rules));
            }
        }
    }

    private boolean known(Waiver waiver) {
        return current.stream().anyMatch(other -> other.value().equals(waiver));
    }

    private void keep(WithOrigin<Waiver> waiver) {
        if (!known(waiver.value())) {
            current.add(waiver);
        }
    }

    private Refusal refusal(WithOrigin<Waiver> asked, Optional<Setting<WaiverRuleSet>> rules) {
        Waiver waiver = asked.value();
        return new Refusal(
                asked.origin(),
                "waivers",
                waiver.rule() + " by " + waiver.owner() + " until " + waiver.expires(),
                rules.map(setting -> setting.origin().layer()).orElse(outermost),
                rules.map(setting -> setting.value().objection(waiver, clock))
                        .orElse("has no waiverRules and so admits no waiver of other layers"));
    }
}

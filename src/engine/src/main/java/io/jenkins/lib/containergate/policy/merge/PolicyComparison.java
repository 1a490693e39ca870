package io.jenkins.lib.containergate.policy.merge;

import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.key.Settings;
import io.jenkins.lib.containergate.policy.key.Sourced;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Whether another policy is at least as strict as this one: merged as this one's innermost layer, it must come out as it
 * is. {@code signatures} are left aside, because whoever compares demands its own.
 */
public final class PolicyComparison {
    private final EffectivePolicy floor;
    private final Clock clock;

    /** @param clock for how far ahead the other's waivers may reach */
    public PolicyComparison(EffectivePolicy floor, Clock clock) {
        this.floor = floor;
        this.clock = clock;
    }

    /**
     * @param other a whole effective policy, not a layer of one: what it leaves out has its default
     * @return every key in which it is looser, with both values; empty when it is at least as strict
     */
    public List<String> looser(PolicyDocument other) {
        List<PolicyDocument> layers = floor.documents();
        List<Refusal> refusals = new ArrayList<>();
        SettingsMerge merged = new SettingsMerge(layers.get(0), refusals);
        WaiversMerge waivers = new WaiversMerge(layers.get(0), clock, refusals);
        for (PolicyDocument layer : layers.subList(1, layers.size())) {
            waivers.add(layer, merged.current());
            merged.add(layer);
        }
        waivers.add(other, merged.current());
        merged.add(other);
        Settings alone = new SettingsMerge(other, new ArrayList<>()).current();
        Collection<PolicyKey<?>> keys = new TreeSet<>(PolicyKeys.all());
        keys.addAll(merged.current().keys());
        keys.addAll(alone.keys());
        List<String> looser = new ArrayList<>();
        keys.forEach(key -> difference(key, alone, merged.current()).ifPresent(looser::add));
        for (Sourced<Waiver> waiver : other.waivers()) {
            boolean admitted =
                    waivers.current().stream().anyMatch(each -> each.value().equals(waiver.value()));
            if (!admitted) {
                looser.add("waivers: " + waiver.value().rule() + " by "
                        + waiver.value().owner() + " is not admitted");
            }
        }
        return looser;
    }

    private static <T> Optional<String> difference(PolicyKey<T> key, Settings alone, Settings merged) {
        if (key.fallback().isPresent()
                && alone.stated(key).isEmpty()
                && merged.stated(key).isEmpty()) {
            return Optional.empty();
        }
        Optional<T> has = alone.find(key).map(Setting::value);
        Optional<T> needs = merged.find(key).map(Setting::value);
        return has.equals(needs)
                ? Optional.empty()
                : Optional.of(key.path() + " is " + text(key, alone) + ", not " + text(key, merged));
    }

    private static <T> String text(PolicyKey<T> key, Settings settings) {
        return settings.find(key).map(Setting::text).orElse("left out");
    }
}

package io.jenkins.lib.containergate.policy.merge;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.key.KnownRules;
import io.jenkins.lib.containergate.policy.key.Origin;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.key.Settings;
import io.jenkins.lib.containergate.policy.merge.PolicyException.Refusal;
import io.jenkins.lib.containergate.policy.setting.Choice.RuleLevel;
import io.jenkins.lib.containergate.policy.setting.ProfileSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Merges the settings with one value each, by the order of each key. */
final class SettingsMerge {
    private final KnownRules rules;
    private final List<Refusal> refusals;
    private Settings current;

    SettingsMerge(PolicyDocument outermost, KnownRules rules, List<Refusal> refusals) {
        this.rules = rules;
        this.refusals = refusals;
        this.current = outermost(outermost);
    }

    Settings current() {
        return current;
    }

    private static Settings outermost(PolicyDocument layer) {
        SortedMap<PolicyKey<?>, Setting<?>> settings = new TreeMap<>();
        PolicyKeys.all().forEach(key -> byDefault(key, layer).ifPresent(setting -> settings.put(key, setting)));
        layer.settings()
                .keys()
                .forEach(key -> settings.put(key, layer.settings().stated(key).orElseThrow()));
        return new Settings(settings);
    }

    private static <T> Optional<Setting<T>> byDefault(PolicyKey<T> key, PolicyDocument layer) {
        Optional<T> value = layer.sections().contains(key.section()) ? key.byDefault() : key.bySilence();
        return value.map(v -> new Setting<>(key, v, Origin.DEFAULT));
    }

    void add(PolicyDocument layer) {
        SortedMap<PolicyKey<?>, Setting<?>> next = new TreeMap<>();
        Collection<PolicyKey<?>> keys = new TreeSet<>(PolicyKeys.all());
        keys.addAll(current.keys());
        keys.addAll(layer.settings().keys());
        keys.forEach(key -> merged(key, layer).ifPresent(setting -> next.put(key, setting)));
        PolicyKeys.profiles()
                .forEach((profile, ruleKey) ->
                        layer.settings().stated(profile).ifPresent(asked -> switchOn(asked, ruleKey, layer, next)));
        current = new Settings(next);
    }

    /** The rules of a profile that the layer asks for run, whatever level outer layers gave them. */
    private void switchOn(
            Setting<ProfileSet> asked,
            Function<RuleId, PolicyKey<RuleLevel>> ruleKey,
            PolicyDocument layer,
            SortedMap<PolicyKey<?>, Setting<?>> next) {
        String section = asked.key().section() + ".rules";
        for (PolicyKey<?> key : List.copyOf(next.keySet())) {
            boolean ofProfile = key.section().equals(section)
                    && layer.settings().stated(key).isEmpty()
                    && rules.find(key).filter(asked.value()::selects).isPresent();
            if (ofProfile && next.get(key).value() != RuleLevel.ON) {
                PolicyKey<RuleLevel> rule = ruleKey.apply(new RuleId(key.name()));
                next.put(key, new Setting<>(rule, RuleLevel.ON, asked.origin()));
            }
        }
    }

    /** What stands under the key after the layer spoke; empty while nobody stated it. */
    private <T> Optional<Setting<T>> merged(PolicyKey<T> key, PolicyDocument layer) {
        Optional<Setting<T>> asked = layer.settings().stated(key);
        Optional<Setting<T>> standing = current.stated(key);
        if (asked.isPresent()) {
            return tightened(key, current.find(key), asked.get());
        }
        Optional<Setting<T>> implied = layer.settings().find(key);
        if (implied.isPresent() && standing.isPresent()) {
            return tightened(standing.get(), implied.get());
        }
        return standing;
    }

    private <T> Optional<Setting<T>> tightened(PolicyKey<T> key, Optional<Setting<T>> floor, Setting<T> asked) {
        Optional<T> value = floor.map(Setting::value);
        if (key.order().loosens(value, asked.value())) {
            refusals.add(refusal(key, floor, asked));
            return floor;
        }
        T result = key.order().tighten(value, asked.value());
        return Optional.of(floor.filter(f -> f.value().equals(result))
                .orElseGet(() -> new Setting<>(key, result, asked.origin())));
    }

    /** A layer that states only the fallback means its own value of it; where the floor is stricter, the floor stays. */
    private static <T> Optional<Setting<T>> tightened(Setting<T> floor, Setting<T> implied) {
        T result = floor.key().order().tighten(Optional.of(floor.value()), implied.value());
        return Optional.of(result.equals(floor.value()) ? floor : implied);
    }

    private static <T> Refusal refusal(PolicyKey<T> key, Optional<Setting<T>> floor, Setting<T> asked) {
        return new Refusal(
                asked.origin(),
                key.path(),
                asked.text(),
                floor.map(Setting::origin).orElse(Origin.DEFAULT).layer(),
                key.order().stance(floor.map(Setting::text)));
    }
}

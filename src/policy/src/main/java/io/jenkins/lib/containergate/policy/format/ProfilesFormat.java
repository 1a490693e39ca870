package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.setting.ProfileSet;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Sequence;
import io.jenkins.lib.containergate.rule.RuleProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One profile, or a list of profiles that apply together. */
public final class ProfilesFormat implements ValueFormat<ProfileSet> {
    private static final ValueFormat<RuleProfile> ONE =
            ChoiceFormat.of(List.of(RuleProfile.values()), RuleProfile::key);
    private static final ValueFormat<List<RuleProfile>> SEVERAL = new ListFormat<>(ONE, 1, RuleProfile.values().length);

    @Override
    public Optional<ProfileSet> read(YamlValue value, String where, Problems problems) {
        if (value instanceof Sequence) {
            return SEVERAL.read(value, where, problems).map(ProfileSet::new);
        }
        return ONE.read(value, where, problems).map(ProfileSet::of);
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("$ref", "#/$defs/profiles");
    }

    @Override
    public String values() {
        return ONE.values() + ", or a list of them";
    }

    @Override
    public Object plain(ProfileSet value) {
        return value.profiles().size() == 1 ? ONE.plain(value.profiles().get(0)) : SEVERAL.plain(value.profiles());
    }
}

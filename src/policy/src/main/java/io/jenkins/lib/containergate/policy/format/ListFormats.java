package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.format.ScalarFormats.ChoiceFormat;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.PatternSet;
import io.jenkins.lib.containergate.policy.setting.ProfileSet;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Entry;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Mapping;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Sequence;
import io.jenkins.lib.containergate.rule.RuleProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Values of several words. */
public final class ListFormats {
    private ListFormats() {}

    /** A list of one kind of value. */
    public static final class ListFormat<T> implements ValueFormat<List<T>> {
        private final ValueFormat<T> item;
        private final int least;
        private final int most;

        public ListFormat(ValueFormat<T> item, int least, int most) {
            this.item = item;
            this.least = least;
            this.most = most;
        }

        @Override
        public Optional<List<T>> read(YamlValue value, String where, Problems problems) {
            if (!(value instanceof Sequence list)) {
                problems.report(value.line(), where + " must be a list, not " + value.kind());
                return Optional.empty();
            }
            int size = list.items().size();
            if (size < least || size > most) {
                problems.report(value.line(), where + " must have " + least + " to " + most + " entries, not " + size);
                return Optional.empty();
            }
            List<T> items = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                item.read(list.items().get(i), where + "[" + i + "]", problems).ifPresent(items::add);
            }
            return items.size() == size ? Optional.of(List.copyOf(items)) : Optional.empty();
        }

        @Override
        public Object plain(List<T> value) {
            return value.stream().map(item::plain).toList();
        }
    }

    /** A mapping of names to texts. */
    public static final class TextMapFormat implements ValueFormat<Map<String, String>> {
        private static final int MOST = 100;

        @Override
        public Optional<Map<String, String>> read(YamlValue value, String where, Problems problems) {
            if (!(value instanceof Mapping mapping) || mapping.entries().size() > MOST) {
                problems.report(value.line(), where + " must be a mapping of at most " + MOST + " names to texts");
                return Optional.empty();
            }
            Map<String, String> map = new TreeMap<>();
            for (Entry entry : mapping.entries()) {
                Formats.TEXT
                        .read(entry.value(), where + "." + entry.key(), problems)
                        .ifPresent(text -> map.put(entry.key(), text));
            }
            return map.size() == mapping.entries().size() ? Optional.of(map) : Optional.empty();
        }

        @Override
        public Object plain(Map<String, String> value) {
            return new TreeMap<>(value);
        }
    }

    /** A list of patterns. */
    public static final class PatternSetFormat implements ValueFormat<PatternSet> {
        private static final int MOST = 1_000;

        private final ValueFormat<List<Glob>> patterns;
        private final boolean mayBeEmpty;

        private PatternSetFormat(ValueFormat<Glob> pattern, int least) {
            this.patterns = new ListFormat<>(pattern, least, MOST);
            this.mayBeEmpty = least == 0;
        }

        public static PatternSetFormat overPaths() {
            return new PatternSetFormat(Formats.PATH_PATTERN, 1);
        }

        public static PatternSetFormat overImages() {
            return new PatternSetFormat(Formats.IMAGE_PATTERN, 1);
        }

        /** Over actions of IAM; an empty list allows none. */
        public static PatternSetFormat overActions() {
            return new PatternSetFormat(Formats.ACTION_PATTERN, 0);
        }

        /** Of what is handed on: an empty list hands on nothing. */
        public static PatternSetFormat overDelegatedPaths() {
            return new PatternSetFormat(Formats.PATH_PATTERN, 0);
        }

        /** The same over images. */
        public static PatternSetFormat overDelegatedImages() {
            return new PatternSetFormat(Formats.IMAGE_PATTERN, 0);
        }

        @Override
        public Optional<PatternSet> read(YamlValue value, String where, Problems problems) {
            return patterns.read(value, where, problems).map(PatternSet::new);
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of("$ref", mayBeEmpty ? "#/$defs/delegated" : "#/$defs/patterns");
        }

        @Override
        public String values() {
            return "patterns";
        }

        @Override
        public Object plain(PatternSet value) {
            return patterns.plain(value.patterns());
        }
    }

    /** One profile, or a list of profiles that apply together. */
    public static final class ProfilesFormat implements ValueFormat<ProfileSet> {
        private static final ValueFormat<RuleProfile> ONE =
                ChoiceFormat.of(List.of(RuleProfile.values()), RuleProfile::key);
        private static final ValueFormat<List<RuleProfile>> SEVERAL =
                new ListFormat<>(ONE, 1, RuleProfile.values().length);

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
}

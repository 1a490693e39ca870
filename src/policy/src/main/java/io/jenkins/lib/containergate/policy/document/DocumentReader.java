package io.jenkins.lib.containergate.policy.document;

import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.policy.format.ValueFormat;
import io.jenkins.lib.containergate.policy.format.WaiverFormats.WaiverFormat;
import io.jenkins.lib.containergate.policy.key.KnownRules;
import io.jenkins.lib.containergate.policy.key.Origin;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.key.Settings;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.lib.containergate.policy.signer.SignatureFormat;
import io.jenkins.lib.containergate.policy.signer.SignatureRequirement;
import io.jenkins.lib.containergate.policy.yaml.NearestNames;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Entry;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Mapping;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Scalar;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.ScalarType;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Sequence;
import io.jenkins.lib.containergate.text.ShownName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Walks the tree of one policy along the shape of {@link DocumentShape}. */
final class DocumentReader {
    private static final int MOST_ENTRIES = 10_000;

    private final String layer;
    private final String file;
    private final RuleNames rules;
    private final Problems problems;
    private final SortedMap<PolicyKey<?>, Setting<?>> settings = new TreeMap<>();
    private final Set<String> sections = new TreeSet<>();
    private final List<WithOrigin<SignatureRequirement>> signatures = new ArrayList<>();
    private final List<WithOrigin<Waiver>> waivers = new ArrayList<>();

    DocumentReader(String layer, String file, KnownRules rules, Problems problems) {
        this.layer = layer;
        this.file = file;
        this.rules = new RuleNames(rules, problems);
        this.problems = problems;
    }

    /** What could be read; meaningless when problems were reported. */
    PolicyDocument read(YamlValue root) {
        if (root instanceof Mapping mapping) {
            checkVersion(mapping);
            section(mapping, "", DocumentShape.ROOT);
        } else {
            problems.report(root.line(), "a policy is a mapping that starts with 'version: 1', not " + root.kind());
        }
        return new PolicyDocument(layer, file, new Settings(settings), sections, signatures, waivers);
    }

    private void checkVersion(Mapping root) {
        Optional<Entry> version = root.entries().stream()
                .filter(entry -> entry.key().equals(DocumentShape.VERSION))
                .findFirst();
        if (version.isEmpty()) {
            problems.report(root.line(), "no version: a policy starts with 'version: 1'");
        } else if (!(version.get().value() instanceof Scalar scalar
                && scalar.type() == ScalarType.INTEGER
                && scalar.text().equals("1"))) {
            problems.report(version.get().line(), "version must be 1, the only version there is");
        }
    }

    private void section(Mapping mapping, String path, DocumentShape shape) {
        sections.add(path);
        for (Entry entry : mapping.entries()) {
            String key = path.isEmpty() ? entry.key() : path + "." + entry.key();
            Optional<DocumentShape> child = shape.child(entry.key());
            if (child.isPresent()) {
                entry(entry, key, child.get());
            } else {
                problems.report(entry.line(), unknown(entry.key(), path, shape));
            }
        }
    }

    private static String unknown(String key, String path, DocumentShape shape) {
        String within = path.isEmpty() ? "" : path + ": ";
        return within + "unknown key " + ShownName.of(key) + ", " + NearestNames.hint(key, shape.children());
    }

    private void entry(Entry entry, String path, DocumentShape shape) {
        switch (shape.kind()) {
            case VERSION -> {}
            case SIGNATURES -> list(entry, new SignatureFormat(), signatures);
            case WAIVERS -> list(entry, new WaiverFormat(), waivers);
            case KEY -> {
                setting(shape.key().orElseThrow(), entry);
                if (shape.key().orElseThrow().equals(PolicyKeys.WAIVER_RULES)) {
                    waiverRules(entry);
                }
            }
            case RULES -> inside(entry, path).ifPresent(mapping -> rules(mapping, path, shape));
            case SECTION -> inside(entry, path).ifPresent(mapping -> section(mapping, path, shape));
        }
    }

    private Optional<Mapping> inside(Entry entry, String path) {
        if (entry.value() instanceof Mapping mapping) {
            return Optional.of(mapping);
        }
        problems.report(
                entry.line(), path + " must be a mapping, not " + entry.value().kind());
        return Optional.empty();
    }

    private void rules(Mapping mapping, String path, DocumentShape shape) {
        sections.add(path);
        for (Entry entry : mapping.entries()) {
            try {
                RuleId rule = new RuleId(entry.key());
                setting(shape.rule(rule), entry);
                rules.checkLevel(rule, path, entry.line());
            } catch (IllegalArgumentException e) {
                problems.report(entry.line(), path + ": " + ShownName.of(entry.key()) + " is " + e.getMessage());
            }
        }
    }

    private void waiverRules(Entry entry) {
        new Settings(settings)
                .stated(PolicyKeys.WAIVER_RULES)
                .ifPresent(read -> read.value().rules().stream()
                        .flatMap(rule -> rule.rules().stream())
                        .forEach(rule -> rules.checkWaived(rule, entry.key(), entry.line())));
    }

    private <T> void setting(PolicyKey<T> key, Entry entry) {
        Origin origin = new Origin(layer, file, entry.line());
        key.format()
                .read(entry.value(), key.path(), problems)
                .ifPresent(value -> settings.put(key, new Setting<>(key, value, origin)));
    }

    private <T> void list(Entry entry, ValueFormat<T> format, List<WithOrigin<T>> target) {
        if (!(entry.value() instanceof Sequence sequence)) {
            problems.report(
                    entry.line(),
                    entry.key() + " must be a list, not " + entry.value().kind());
            return;
        }
        sections.add(entry.key());
        if (sequence.items().size() > MOST_ENTRIES) {
            problems.report(entry.line(), entry.key() + " has more than " + MOST_ENTRIES + " entries");
            return;
        }
        for (int i = 0; i < sequence.items().size(); i++) {
            YamlValue item = sequence.items().get(i);
            Origin origin = new Origin(layer, file, item.line());
            String where = entry.key() + "[" + i + "]";
            format.read(item, where, problems).ifPresent(value -> {
                target.add(new WithOrigin<>(value, origin));
                if (value instanceof Waiver waiver) {
                    rules.checkWaived(waiver.rule(), where, lineOf(item, "rule"));
                }
            });
        }
    }

    private static int lineOf(YamlValue item, String field) {
        return item instanceof Mapping mapping
                ? mapping.entries().stream()
                        .filter(entry -> entry.key().equals(field))
                        .findFirst()
                        .map(Entry::line)
                        .orElse(item.line())
                : item.line();
    }

    /** Whether the rules that a policy names exist: a level or a waiver for none does nothing, and nobody notices. */
    static final class RuleNames {
        private final KnownRules rules;
        private final Problems problems;

        RuleNames(KnownRules rules, Problems problems) {
            this.rules = rules;
            this.problems = problems;
        }

        /** @param path of the section: {@code hardening.rules} */
        void checkLevel(RuleId rule, String path, int line) {
            String section = path.substring(0, path.indexOf('.'));
            if (rules.find(section, rule).isEmpty()) {
                String meant = rules.sectionOf(rule)
                        .map(other -> "it is a rule of " + other)
                        .orElseGet(() -> NearestNames.hint(
                                rule.value(),
                                rules.names(section),
                                "and none is called nearly so: docs/rules lists them"));
                problems.report(line, path + ": unknown rule " + ShownName.of(rule.value()) + ", " + meant);
            }
        }

        /**
         * What a waiver names may also be a vulnerability, a secret, or a part of an image that could not be decided. So only a
         * name that is nearly that of a rule is taken for a mistake.
         */
        void checkWaived(Glob rule, String where, int line) {
            String name = rule.toString();
            if (!rule.literal() || rules.names().contains(name)) {
                return;
            }
            NearestNames.mistyped(name, rules.names())
                    .ifPresent(meant -> problems.report(
                            line, where + ": unknown rule " + ShownName.of(name) + ", did you mean " + meant + "?"));
        }
    }
}

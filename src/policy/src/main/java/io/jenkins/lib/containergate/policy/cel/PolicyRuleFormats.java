package io.jenkins.lib.containergate.policy.cel;

import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.cel.RuleExpression.Compilation;
import io.jenkins.lib.containergate.policy.format.Fields;
import io.jenkins.lib.containergate.policy.format.Formats;
import io.jenkins.lib.containergate.policy.format.ListFormats.ListFormat;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.ChoiceFormat;
import io.jenkins.lib.containergate.policy.format.ValueFormat;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The list {@code rules}. */
public final class PolicyRuleFormats {
    private PolicyRuleFormats() {}

    /** An entry of {@code rules}; its expression is compiled, so that a mistake in it is a mistake in the policy. */
    public static final class PolicyRuleFormat implements ValueFormat<PolicyRule> {
        public static final List<String> FIELDS = List.of("id", "gate", "severity", "title", "remedy", "when");

        private static final ValueFormat<String> ID = Formats.text(
                "an id of small letters, digits and hyphens, such as no-gpl",
                64,
                Pattern.compile("\\A[a-z][a-z0-9]*(-[a-z0-9]+)*\\z"));
        private static final ValueFormat<GateName> GATE = ChoiceFormat.of(RuleVariables.gates(), GateName::key);

        @Override
        public Optional<PolicyRule> read(YamlValue value, String where, Problems problems) {
            return Fields.of(value, where, FIELDS, problems).flatMap(fields -> read(fields, where, problems));
        }

        private static Optional<PolicyRule> read(Fields fields, String where, Problems problems) {
            Optional<String> id = fields.required("id", ID);
            Optional<GateName> gate = fields.required("gate", GATE);
            Optional<Severity> severity = fields.required("severity", Formats.CEILING);
            Optional<String> title = fields.required("title", Formats.TEXT);
            Optional<String> remedy = fields.required("remedy", Formats.TEXT);
            Optional<String> when = fields.required("when", new Expression(gate));
            return fields.sound()
                    ? Optional.of(new PolicyRule(
                            id.orElseThrow(),
                            gate.orElseThrow(),
                            severity.orElseThrow(),
                            title.orElseThrow(),
                            remedy.orElseThrow(),
                            when.orElseThrow()))
                    : Optional.empty();
        }

        @Override
        public Object plain(PolicyRule rule) {
            Map<String, Object> plain = new TreeMap<>();
            plain.put("id", rule.id());
            plain.put("gate", rule.gate().key());
            plain.put("severity", Formats.CEILING.plain(rule.severity()));
            plain.put("title", rule.title());
            plain.put("remedy", rule.remedy());
            plain.put("when", rule.when());
            return plain;
        }
    }

    /** @param gate empty when that was not understood, and then the expression cannot be checked */
    private record Expression(Optional<GateName> gate) implements ValueFormat<String> {
        private static final ValueFormat<String> TEXT = Formats.text(
                "a CEL expression of 1 to " + RuleExpression.LONGEST + " characters",
                text -> !text.isBlank() && text.length() <= RuleExpression.LONGEST);

        @Override
        public Optional<String> read(YamlValue value, String where, Problems problems) {
            Optional<String> text = TEXT.read(value, where, problems);
            if (text.isEmpty() || gate.isEmpty()) {
                return text;
            }
            Compilation compiled = RuleExpression.compile(text.get(), gate.get());
            compiled.problems().forEach(problem -> {
                // the lines of a block follow the line of its key
                int line = text.get().indexOf('\n') < 0 ? 0 : problem.line();
                problems.report(value.line() + line, where + ": " + problem);
            });
            return compiled.problems().isEmpty() ? text : Optional.empty();
        }

        @Override
        public Object plain(String value) {
            return value;
        }
    }

    /** The whole list. */
    public static final class PolicyRuleSetFormat implements ValueFormat<PolicyRuleSet> {
        private static final int MOST = 100;
        private static final ValueFormat<List<PolicyRule>> ENTRIES = new ListFormat<>(new PolicyRuleFormat(), 0, MOST);

        @Override
        public Optional<PolicyRuleSet> read(YamlValue value, String where, Problems problems) {
            return ENTRIES.read(value, where, problems)
                    .filter(rules -> idsAreClear(rules, value, where, problems))
                    .map(PolicyRuleSet::new);
        }

        private static boolean idsAreClear(List<PolicyRule> rules, YamlValue value, String where, Problems problems) {
            Set<String> ids = new HashSet<>();
            for (PolicyRule rule : rules) {
                if (!ids.add(rule.id())) {
                    problems.report(
                            value.line(), where + " has two rules called " + rule.id() + ": give each a different id");
                    return false;
                }
            }
            return true;
        }

        @Override
        public Map<String, Object> schema() {
            return Map.of("type", "array", "maxItems", MOST, "items", Map.of("$ref", "#/$defs/policyRule"));
        }

        @Override
        public Object plain(PolicyRuleSet value) {
            return ENTRIES.plain(value.rules());
        }

        @Override
        public String text(PolicyRuleSet value) {
            return value.toString();
        }
    }
}

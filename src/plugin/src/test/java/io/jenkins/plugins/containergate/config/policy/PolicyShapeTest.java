package io.jenkins.plugins.containergate.config.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.document.PolicyParser.ParsedPolicy;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.yaml.PolicyProblem;
import io.jenkins.lib.containergate.policy.yaml.YamlWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Policies that are written as Configuration as Code, where rules of one's own and levels of rules are both called rules. */
class PolicyShapeTest {
    private static ParsedPolicy parse(Map<String, ?> plain) {
        return PolicyParser.check("org", "org", PolicyShape.yaml(plain));
    }

    private static Map<String, String> rule(String when) {
        return Map.of(
                "id", "no-gpl",
                "gate", "vulnerabilities",
                "severity", "high",
                "title", "No GPL",
                "remedy", "Replace it.",
                "when", when);
    }

    /** Values are texts there, and fields of former forms had names that are keys elsewhere. */
    @Test
    void everyKeySaysTheSameAsCodeAndInAPolicyFile() {
        int compared = 0;
        for (PolicyKey<?> key : PolicyKeys.all()) {
            for (Object value : values(key)) {
                Map<String, ?> written = at(key.segments(), value);
                ParsedPolicy file = PolicyParser.check("org", "org", YamlWriter.write(with(written)));
                ParsedPolicy code = parse(at(key.segments(), texts(value)));
                assertThat(file.problems()).as(written.toString()).isEmpty();
                assertThat(code.problems()).as(written.toString()).isEmpty();
                assertThat(stated(code, key)).as(written.toString()).isEqualTo(stated(file, key));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    private static Map<String, Object> with(Map<String, ?> written) {
        Map<String, Object> policy = new LinkedHashMap<>(Map.of("version", 1));
        policy.putAll(written);
        return policy;
    }

    private static Object stated(ParsedPolicy parsed, PolicyKey<?> key) {
        return parsed.document()
                .orElseThrow()
                .settings()
                .stated(key)
                .orElseThrow()
                .value();
    }

    private static Map<String, ?> at(List<String> segments, Object value) {
        Object inner = segments.size() == 1 ? value : at(segments.subList(1, segments.size()), value);
        return Map.of(segments.get(0), inner);
    }

    private static Object texts(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : String.valueOf(value);
    }

    /** From the schema that the format of a key has of itself; none for lists with a form of their own. */
    private static List<?> values(PolicyKey<?> key) {
        Map<String, Object> schema = key.format().schema();
        if (schema.get("enum") instanceof List<?> names) {
            return names;
        }
        if ("boolean".equals(schema.get("type"))) {
            return List.of(true, false);
        }
        if ("number".equals(schema.get("type"))) {
            return List.of(0.5);
        }
        return switch (String.valueOf(schema.get("$ref")).replace("#/$defs/", "")) {
            case "limit" -> List.of(0, 3, "unlimited");
            case "duration", "positiveDuration" -> List.of("7d", "48h");
            case "patterns" -> List.of(List.of("a/**", "b/*"));
            case "licenses" -> List.of(List.of("permissive", "MIT"));
            case "profiles" -> List.of("strict", List.of("fsbp", "cis-docker"));
            default -> List.of();
        };
    }

    /** A waiver of a form had {@code packages}. */
    @Test
    void aWaiverOfAFormerFormIsRead() {
        ParsedPolicy parsed = parse(Map.of(
                "waivers",
                List.of(Map.of(
                        "rule", "CVE-2024-1234",
                        "packages", "pkg:deb/debian/zlib*",
                        "owner", "payments",
                        "reason", "not reachable",
                        "expires", "2099-01-31"))));

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.document().orElseThrow().waivers().get(0).value().packages())
                .isPresent();
    }

    @Test
    void rulesOfOnesOwnAndLevelsOfRulesAreBothRead() {
        ParsedPolicy parsed = parse(Map.of(
                "rules",
                List.of(rule("packages.exists(p, 'GPL-3.0' in p.licenses)")),
                "hardening",
                Map.of("rules", List.of(Map.of("rule", "no-sudo", "level", "warn")))));
        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.document()
                        .orElseThrow()
                        .settings()
                        .stated(PolicyKeys.POLICY_RULES)
                        .orElseThrow()
                        .value()
                        .rules())
                .hasSize(1);
    }

    @Test
    void aMistakeInAnExpressionIsSaid() {
        assertThat(parse(Map.of("rules", List.of(rule("packages.exists(p, p.licence == 'GPL')"))))
                        .problems())
                .extracting(PolicyProblem::text)
                .singleElement()
                .asString()
                .contains("line 1, column 21 of the expression: undefined field 'licence'");
    }

    @Test
    void aRuleWithoutItsExpressionIsAnErrorAndNoLevel() {
        assertThat(parse(Map.of("rules", List.of(Map.of("id", "no-gpl", "gate", "vulnerabilities"))))
                        .problems())
                .isNotEmpty();
    }
}

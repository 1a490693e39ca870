package io.jenkins.plugins.containergate.config.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.document.PolicyParser.ParsedPolicy;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.yaml.PolicyProblem;
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

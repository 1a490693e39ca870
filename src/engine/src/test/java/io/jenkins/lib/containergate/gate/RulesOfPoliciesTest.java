package io.jenkins.lib.containergate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.key.KnownRules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies may set the level of every rule there is. */
class RulesOfPoliciesTest {
    @ParameterizedTest
    @ValueSource(strings = {"hardening", "taskDefinition"})
    void everyRuleOfTheRegistriesIsKnownInItsSection(String section) {
        assertThat(KnownRules.builtIn().names(section))
                .hasSizeGreaterThan(20)
                .allSatisfy(rule -> assertThat(PolicyParser.check(
                                        "org", "org.yaml", "version: 1\n" + section + ": {rules: {" + rule + ": warn}}")
                                .problems())
                        .isEmpty());
    }
}

package io.jenkins.lib.containergate.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A policy that names a rule which does not exist says so: its author believes that the rule is set. */
class RuleNamesTest {
    private static List<String> problems(String text) {
        return PolicyParser.check("team", "team.yaml", "version: 1\n" + text).problems().stream()
                .map(Object::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "taskDefinition: {rules: {no-privilegd: on}} | taskDefinition.rules: unknown rule no-privilegd, did you"
                        + " mean no-privileged?",
                "hardening: {rules: {no_setuid_files: off}} | hardening.rules: unknown rule no_setuid_files, did you"
                        + " mean no-setuid-files?",
                "hardening: {rules: {NO-SUDO: on}} | hardening.rules: unknown rule NO-SUDO, did you mean" + " no-sudo?",
                "hardening: {rules: {no-privileged: on}} | hardening.rules: unknown rule no-privileged, it is a rule of"
                        + " taskDefinition",
                "taskDefinition: {rules: {no-sudo: on}} | taskDefinition.rules: unknown rule no-sudo, it is a rule of"
                        + " hardening",
                "hardening: {rules: {CVE-2024-1: off}} | hardening.rules: unknown rule CVE-2024-1, and none is called"
                        + " nearly so: docs/rules lists them",
                "waiverRules: [{rules: [image-sined]}] | waiverRules: unknown rule image-sined, did you mean"
                        + " image-signed?",
            })
    void anUnknownRuleIsAnErrorWithItsLineAndTheRuleThatWasMeant(String text, String problem) {
        assertThat(problems(text)).containsExactly("team.yaml:2: " + problem);
    }

    @Test
    void everyUnknownRuleIsNamedWithItsOwnLine() {
        assertThat(problems("""
            hardening:
              rules:
                no-sudo: on
                no-sud: on
            waivers:
              - owner: a
                reason: b
                expires: 2027-01-31
                rule: no-setuid-file
            """))
                .containsExactly(
                        "team.yaml:5: hardening.rules: unknown rule no-sud, did you mean no-sudo or no-sshd?",
                        "team.yaml:10: waivers[0]: unknown rule no-setuid-file, did you mean no-setuid-files?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-setuid-files",
                "no-privileged",
                "image-signed",
                "signature-undecided",
                "unreadable-archive",
                "no-packages-found",
                "private-key",
                "our-own-secret-rule",
                "CVE-2024-1",
                "GHSA-aaaa-bbbb-cccc",
                "no-setuid-*",
                "a",
            })
    void aWaiverMayNameRulesVulnerabilitiesSecretsAndWhatCannotBeDecided(String rule) {
        assertThat(problems("waivers: [{rule: '" + rule + "', owner: a, reason: b, expires: 2027-01-31}]"))
                .isEmpty();
    }
}

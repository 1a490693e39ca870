package io.jenkins.lib.containergate.policy.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.setting.Limit;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import io.jenkins.lib.containergate.policy.signer.Signer;
import io.jenkins.lib.containergate.policy.yaml.PolicyProblem;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyParserTest {
    private static List<String> problems(String text) {
        return PolicyParser.check("team", "team.yaml", text).problems().stream()
                .map(PolicyProblem::toString)
                .toList();
    }

    @Test
    void everyKeyOfTheFormatIsReadWithItsLine() throws GateException {
        PolicyDocument document = PolicyParser.parse("org", "org.yaml", SamplePolicy.WRITTEN);

        var high = document.settings()
                .stated(PolicyKeys.vulnerabilityLimit(Severity.HIGH))
                .orElseThrow();
        assertThat(high.value()).isEqualTo(Limit.of(0));
        assertThat(high.origin().place()).isEqualTo("org (org.yaml:5)");
        assertThat(document.settings()
                        .stated(PolicyKeys.vulnerabilityLimit(Severity.LOW))
                        .orElseThrow()
                        .value())
                .isEqualTo(Limit.UNLIMITED);
        assertThat(document.settings()
                        .stated(PolicyKeys.DATABASE_MAX_AGE)
                        .orElseThrow()
                        .value())
                .isEqualTo(Duration.ofDays(2));
        assertThat(PolicyParser.parse("org", "org.yaml", SamplePolicy.FULL)
                        .settings()
                        .keys())
                .hasSize(PolicyKeys.all().size() + 4);
        assertThat(document.signatures().get(0).value().require()).isEqualTo(2);
        assertThat(document.signatures().get(0).value().signers())
                .extracting(Signer::kind)
                .containsExactly("notation", "keyless", "contentTrust", "cosign");
        Waiver waiver = document.waivers().get(0).value();
        assertThat(waiver.expires()).isEqualTo(LocalDate.of(2027, 1, 31));
        assertThat(waiver.untilFixed()).isTrue();
    }

    @Test
    void anUnknownKeyIsAnErrorWithItsLineAndTheKeyThatWasMeant() {
        assertThat(problems("version: 1\nvulnerabilities:\n  max:\n    critcal: 0\n"))
                .containsExactly("team.yaml:4: vulnerabilities.max: unknown key critcal, did you mean critical?");
    }

    @Test
    void aKeyUnlikeAnyOtherIsAnsweredWithAllThatAreKnown() {
        assertThat(problems("version: 1\nsecrets: {threshold: 3}\n"))
                .singleElement()
                .asString()
                .startsWith("team.yaml:2: secrets: unknown key threshold, known: ")
                .contains("inlineComments", "max");
    }

    @Test
    void allProblemsOfAFileAreListedAtOnceInTheOrderOfItsLines() {
        List<String> problems = problems("""
            version: 1
            waivers:
              - {rule: CVE-1, owner: a, reason: b, expires: 2027-13-31}
            mode: strict
            vulnerabilities:
              max: {critical: -1, high: many, medium: 1.5}
              epss: {deny: 1.5}
              fixableFor: {high: 7w}
              databaseMaxAge: 0h
            """);

        assertThat(problems).hasSize(8);
        assertThat(problems.get(0)).startsWith("team.yaml:3: waivers[0].expires must be a date such as 2027-01-31");
        assertThat(problems.get(1)).isEqualTo("team.yaml:4: mode: unknown value strict, known: audit, enforce, warn");
        assertThat(problems.get(7)).startsWith("team.yaml:9: vulnerabilities.databaseMaxAge must be a duration");
    }

    @Test
    void theExceptionNamesEveryProblemAndWhatToDo() {
        assertThatThrownBy(() -> PolicyParser.parse("team", "team.yaml", "version: 1\nmode: x\nonError: y\n"))
                .isInstanceOfSatisfying(
                        PolicyFormatException.class,
                        e -> assertThat(e.problems()).hasSize(2))
                .hasMessageContaining("team.yaml has 2 problems")
                .hasMessageContaining("team.yaml:2: mode")
                .hasMessageContaining("team.yaml:3: onError")
                .hasMessageContaining("correct the policy file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mode: enforce | no version: a policy starts with 'version: 1'",
                "version: 2 | version must be 1",
                "version: '1' | version must be 1",
                "[version] | a policy is a mapping",
                "{version: 1, version: 1} | the key version is given twice",
                "{version: 1, mode: !!str warn} | tags",
                "{version: 1, mode: true} | mode must be one of enforce, warn, audit, not true or false",
                "{version: 1, vulnerabilities: } | vulnerabilities must be a mapping, not nothing",
                "{version: 1, vulnerabilities: {max: 3}} | vulnerabilities.max must be a mapping, not a whole number",
                "{version: 1, vulnerabilities: {max: {severe: 3}}} | unknown key severe",
                "{version: 1, vulnerabilities: {max: {high: '3'}}} | vulnerabilities.max.high must be a whole number",
                "{version: 1, vulnerabilities: {max: {high: 99999999999999999999}}} | vulnerabilities.max.high must be",
                "{version: 1, vulnerabilities: {epss: {deny: -0.1}}} | probability from 0 to 1",
                "{version: 1, vulnerabilities: {epss: {deny: .inf}}} | probability from 0 to 1",
                "{version: 1, vulnerabilities: {fixableFor: {high: 9999999d}}} | from 0d to 3650d",
                "{version: 1, vulnerabilities: {onlyFixable: yes}} | true or false",
                "{version: 1, hardening: {profile: []}} | must have 1 to 4 entries",
                "{version: 1, hardening: {profile: cis}} | unknown value cis",
                "{version: 1, hardening: {rules: {no-setuid-files: false}}} | must be one of on, warn, off",
                "{version: 1, hardening: {rules: {'no rule': off}}} | not a rule id",
                "{version: 1, waivers: {}} | waivers must be a list, not a mapping",
                "{version: 1, waivers: [{rule: CVE-1, reason: b, expires: 2027-02-03}]} | waivers[0] has no owner",
                "{version: 1, waivers: [{rule: CVE-1, owner: a, reason: b, expires: 2027-02-30}]} | must be a date",
                "{version: 1, waivers: [{rule: CVE-1, owner: a, reason: ' ', expires: 2027-02-03}]} | must be a text",
                "{version: 1, waivers: [{rule: CVE-1, owner: a, reason: b, expires: 2027-02-03, until: x}]} | unknown"
                        + " value x",
                "{version: 1, waivers: [{rule: 3, owner: a, reason: b, expires: 2027-02-03}]} | must be a pattern",
                "{version: 1, waivers: [CVE-1]} | waivers[0] must be a mapping, not a text",
                "{version: 1, taskDefinition: {segments: [{service: a, reachableFrom: ['lb:x']}]}} | must be the name"
                        + " of a service",
                "{version: 1, taskDefinition: {segments: [{service: a, reachableFrom: []}, {service: a,"
                        + " reachableFrom: []}]}} | names a service twice",
                "{version: 1, waiverRules: [{owners: []}]} | must have 1 to 1000 entries",
                "{version: 1, waiverRules: [{maxSeverity: unknown}]} | unknown value unknown",
                "{version: 1, signatures: [{repositories: [a]}]} | signatures[0] has no signers",
            })
    void aValueOfTheWrongKindIsAnError(String text, String problem) {
        assertThat(problems(text)).singleElement().asString().contains(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: a}",
                "{name: a, cosign: {key: K}, keyless: {issuer: 'https://x', subject: b}}",
                "{name: a, cosign: {key: 'no key'}}",
                "{name: a, keyless: {issuer: 'http://plain', subject: b}}",
                "{name: a, keyless: {issuer: 'https://x', subject: '**'}}",
                "{name: a, keyless: {issuer: 'https://x', subject: '*/*'}}",
                "{name: a, notation: {trustStore: C, identities: ['*']}}",
                "{name: a, notation: {trustStore: C, identities: []}}",
                "{name: a, contentTrust: {server: 'https://x', rootKeys: [], delegations: [targets]}}",
                "{name: a, contentTrust: {server: 'https://x', rootKeys: [K], delegations: [everything]}}",
            })
    void aSignerWhoIsNobodyInParticularIsRefused(String signer) {
        String text = "{version: 1, signatures: [{repositories: [a], signers: [" + signer + "]}]}";
        assertThat(problems(text.replace(": K", ": \"" + SamplePolicy.PUBLIC_KEY + "\"")
                        .replace("[K]", "[\"" + SamplePolicy.PUBLIC_KEY + "\"]")
                        .replace(": C", ": \"" + SamplePolicy.CERTIFICATE + "\"")))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).startsWith("team.yaml:1: signatures[0].signers[0]"));
    }

    @Test
    void aPrivateKeyPastedForAPublicOneIsNotRepeatedInTheMessage() {
        String text = "{version: 1, signatures: [{repositories: [a], signers: [{name: a, cosign: {key: "
                + "\"-----BEGIN PRIVATE KEY-----\\nc2VjcmV0\\n\"}}]}]}";
        assertThat(problems(text)).singleElement().asString().doesNotContain("c2VjcmV0");
    }

    @Test
    void moreSignersRequiredThanListedIsAnError() {
        String signer = "{name: a, cosign: {key: \"" + SamplePolicy.PUBLIC_KEY + "\"}}";
        String text = "{version: 1, signatures: [{repositories: [a], require: 2, signers: [" + signer + "]}]}";
        assertThat(problems(text)).singleElement().asString().contains("requires 2 signers but lists 1");
        String twice = "{version: 1, signatures: [{repositories: [a], signers: [" + signer + ", " + signer + "]}]}";
        assertThat(problems(twice)).singleElement().asString().contains("names a signer twice");
    }

    @Test
    void withoutACountEverySignerOfTheListMustSign() throws GateException {
        String one = "{name: a, cosign: {key: \"" + SamplePolicy.PUBLIC_KEY + "\"}}";
        String two = one.replace("name: a", "name: b");
        PolicyDocument document = PolicyParser.parse(
                "org",
                "org.yaml",
                "{version: 1, signatures: [{repositories: [a], signers: [" + one + "," + two + "]}]}");
        assertThat(document.signatures().get(0).value().require()).isEqualTo(2);
    }

    @Test
    void anAliasStandsForWhatItNames() throws GateException {
        PolicyDocument document = PolicyParser.parse(
                "org", "org.yaml", "version: 1\nvulnerabilities: {max: &m {high: 3}}\nsecrets: {max: *m}\n");
        assertThat(document.settings()
                        .stated(PolicyKeys.secretLimit(Severity.HIGH))
                        .orElseThrow()
                        .value())
                .isEqualTo(Limit.of(3));
    }
}

package io.jenkins.lib.containergate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.Exploitation;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a reader is told to do about a verdict. */
class NextStepsTest {
    private static final String LOG4J = "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1";
    private static final String OPENSSL = "pkg:deb/debian/openssl@3.0.9-1";

    @Test
    void oneUpdateOfAPackageClearsAllThatHaveAFixInIt() {
        Verdict verdict = verdict(
                blocked("CVE-2021-44228", LOG4J, "log4j-core", "2.15.0"),
                blocked("CVE-2021-45105", LOG4J, "log4j-core", "2.17.0"),
                blocked("CVE-2021-45046", LOG4J, "log4j-core", "2.16.0"),
                blocked("CVE-2023-0464", OPENSSL, "openssl", "3.0.10-1~deb12u1"),
                blocked("CVE-2023-9999", OPENSSL, "openssl", null));

        assertThat(NextSteps.of(verdict))
                .containsExactly(
                        "update log4j-core to 2.17.0 (3), openssl to 3.0.10-1~deb12u1: clears 4 of 5 vulnerabilities",
                        "1 vulnerability has no fixed version: remove the package, or ask for a waiver");
    }

    @Test
    void versionsAreComparedAsTheirEcosystemDoes() {
        Verdict verdict = verdict(
                blocked("CVE-1", OPENSSL, "openssl", "3.0.10-1"), blocked("CVE-2", OPENSSL, "openssl", "3.0.9-2"));

        assertThat(NextSteps.of(verdict)).first().asString().contains("openssl to 3.0.10-1 (2)");
    }

    @Test
    void manyPackagesAreFolded() {
        Verdict verdict = verdict(IntStream.range(0, 9)
                .mapToObj(i -> blocked("CVE-" + i, "pkg:npm/p" + i + "@1.0.0", "p" + i, "1.0.1"))
                .toArray(DecidedFinding[]::new));

        assertThat(NextSteps.of(verdict))
                .containsExactly("update p0 to 1.0.1, p1 to 1.0.1, p2 to 1.0.1, p3 to 1.0.1, p4 to 1.0.1 and 4 more"
                        + " packages: clears 9 of 9 vulnerabilities");
    }

    @Test
    void whatIsForbiddenIsRemediedBeforeWhatCouldNotBeDecided() {
        assertThat(NextSteps.of(ExampleVerdicts.mixed()))
                .startsWith("update log4j-core to 2.15.0: clears 1 of 1 vulnerability")
                .last()
                .isEqualTo(ExampleVerdicts.secretsThatCouldNotLook()
                        .error()
                        .orElseThrow()
                        .remedy());
    }

    @Test
    void aRuleIsRemediedOnce() {
        List<DecidedFinding> broken = Stream.of(ExampleVerdicts.hardening(), ExampleVerdicts.hardening())
                .flatMap(gate -> gate.findings().stream())
                .map(decided -> new DecidedFinding(decided.finding(), Decision.BLOCKED, "org: hardening"))
                .toList();
        String rule = broken.get(0).finding().rule().value();

        assertThat(NextSteps.of(verdict(GateName.HARDENING, broken)))
                .filteredOn(step -> step.startsWith(rule))
                .containsExactly(rule + " (2): " + broken.get(0).finding().help());
    }

    @Test
    void whatSeveralRulesHaveInCommonIsSaidOnceAndManyRulesAreFolded() {
        assertThat(NextSteps.of(verdict(GateName.SECRETS, broken(7, i -> "write it again"))))
                .containsExactly("rule-0, rule-1, rule-2, rule-3, rule-4 and 2 more rules: write it again");
    }

    @Test
    void howManyRulesAreBrokenBesideThoseThatAreNamedIsSaid() {
        assertThat(NextSteps.of(verdict(GateName.SECRETS, broken(6, i -> "write a" + i))))
                .hasSize(6)
                .last()
                .isEqualTo("1 more rule is broken: see the findings");
        assertThat(NextSteps.of(verdict(GateName.SECRETS, broken(7, i -> "write a" + i))))
                .hasSize(6)
                .last()
                .isEqualTo("2 more rules are broken: see the findings");
    }

    private static List<DecidedFinding> broken(int rules, IntFunction<String> remedy) {
        return IntStream.range(0, rules)
                .mapToObj(i -> SecretFinding.undecided(
                        new RuleId("rule-" + i),
                        "not searched",
                        Location.inLayer(ExampleVerdicts.APP_LAYER, "a" + i),
                        "damaged",
                        remedy.apply(i)))
                .map(finding -> new DecidedFinding(finding, Decision.BLOCKED, "org: secrets"))
                .toList();
    }

    @Test
    void nothingIsToBeDoneAboutAPass() {
        assertThat(NextSteps.of(ExampleVerdicts.passing())).isEmpty();
    }

    private static Verdict verdict(DecidedFinding... findings) {
        return verdict(GateName.VULNERABILITIES, List.of(findings));
    }

    private static Verdict verdict(GateName gate, List<DecidedFinding> findings) {
        return ExampleVerdicts.verdict(
                List.of(new GateResult(gate, Outcome.FAIL, "too much", Optional.empty(), Optional.empty(), findings)),
                List.of());
    }

    private static DecidedFinding blocked(String id, String purl, String name, String fixed) {
        return new DecidedFinding(
                new VulnerabilityFinding(
                        new RuleId(id),
                        List.of(),
                        Severity.HIGH,
                        Optional.empty(),
                        "a vulnerability",
                        new AffectedPackage(
                                purl,
                                name,
                                purl.substring(purl.indexOf('@') + 1),
                                Optional.ofNullable(fixed),
                                Optional.empty()),
                        Exploitation.unknown(),
                        Location.inLayer(ExampleVerdicts.APP_LAYER, "somewhere"),
                        List.of()),
                Decision.BLOCKED,
                "org: vulnerabilities.max.high=0");
    }
}

package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.bench.BenchCheck;
import io.jenkins.lib.containergate.bench.BenchReports;
import io.jenkins.lib.containergate.bench.HostReports;
import io.jenkins.lib.containergate.ecs.account.CloudRuleContract;
import io.jenkins.lib.containergate.ecs.account.TestDeployed;
import io.jenkins.lib.containergate.ecs.account.question.HostReportsQuestion.Answer;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of every section. */
abstract class HostBenchContract extends CloudRuleContract<Deployment, Answer> {
    protected static final Duration MAX = Duration.ofDays(30);
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    protected static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @Override
    protected abstract HostBenchRule rule();

    protected abstract String section();

    @Override
    protected Deployment definition() {
        return TestDeployed.cluster("{}");
    }

    @Override
    protected Answer broken() {
        return answer(report().with(automated(), "WARN"), "i-1");
    }

    @Override
    protected Answer accepted() {
        return answer(report(), "i-1");
    }

    private static BenchReports report() {
        return new BenchReports(NOW.minusSeconds(60));
    }

    private String automated() {
        return BenchCheck.all().stream()
                .filter(check -> check.section().equals(section()) && check.kind() != BenchCheck.Kind.MANUAL)
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static Answer answer(BenchReports report, String... instances) {
        try {
            return new Answer(
                    HostReports.read(Map.of("i-1", report.bytes())),
                    List.of(instances).stream().map(HostBenchContract::instance).toList());
        } catch (GateException e) {
            throw new AssertionError(e);
        }
    }

    private static ContainerInstance instance(String id) {
        return new ContainerInstance(
                "arn",
                Optional.of(id),
                "ACTIVE",
                true,
                new ContainerInstance.Versions(Optional.of("1.98.0"), Optional.of("DockerVersion: 25.0.8")),
                Map.of());
    }

    @Test
    void theCheckAndTheInstanceAreNamed() {
        assertThat(result(broken()).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.actual()).contains(automated(), "i-1"));
    }

    @Test
    void withoutReportsItDoesNotApply() {
        assertThat(result(new Answer(HostReports.none(), List.of())))
                .isInstanceOfSatisfying(
                        RuleResult.NotApplicable.class,
                        not -> assertThat(not.reason()).contains("--host-report"));
    }

    @Test
    void aHostWithoutReportIsUndecided() {
        assertThat(outcome(answer(report(), "i-1", "i-2"))).isEqualTo(RuleOutcome.ERROR);
    }

    @Test
    void aClusterOfManagedHostsHasNone() {
        assertThat(outcome(answer(report()))).isEqualTo(RuleOutcome.NOT_APPLICABLE);
    }

    @ParameterizedTest
    @CsvSource({"-31, ERROR", "-29, PASS", "1, ERROR"})
    void aReportIsOfTheLastDays(int days, RuleOutcome outcome) {
        assertThat(outcome(answer(new BenchReports(NOW.plus(Duration.ofDays(days))), "i-1")))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"25.0.8, PASS", "25.0.8-ce, PASS", "24.0.5, ERROR", "'', ERROR"})
    void aReportThatSawAnotherDockerIsOfAnotherHost(String docker, RuleOutcome outcome) {
        assertThat(outcome(answer(report().docker(docker), "i-1"))).isEqualTo(outcome);
    }

    @Test
    void aCheckThatWasLeftOutIsUndecided() {
        assertThat(outcome(answer(report().without(automated()), "i-1"))).isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(answer(report().with(automated(), "NOTE"), "i-1"))).isEqualTo(RuleOutcome.ERROR);
        assertThat(outcome(answer(report().with(section() + ".99", "PASS"), "i-1")))
                .isEqualTo(RuleOutcome.ERROR);
    }

    @ParameterizedTest
    @CsvSource({"1.1.2, 1", "2.2, 2"})
    void whatIsOnlyInformationDecidesNoAutomatedCheck(String check, String of) {
        assertThat(outcome(answer(report().with(check, "INFO"), "i-1")))
                .isEqualTo(section().equals(of) ? RuleOutcome.ERROR : RuleOutcome.PASS);
    }

    @ParameterizedTest
    @CsvSource({"1.1.13", "2.7", "3.19"})
    void aHostMayLackAFile(String check) {
        assertThat(outcome(answer(report().with(check, "INFO"), "i-1"))).isEqualTo(RuleOutcome.PASS);
    }
}

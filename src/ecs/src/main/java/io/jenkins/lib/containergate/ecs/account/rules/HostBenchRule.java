package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.bench.BenchCheck;
import io.jenkins.lib.containergate.bench.BenchReport;
import io.jenkins.lib.containergate.bench.BenchReport.Result;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.account.CloudFacts;
import io.jenkins.lib.containergate.ecs.account.CloudFindings;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.HostReportsQuestion;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.text.FirstFew;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A section of CIS Docker that only the host can answer, by what docker-bench-security found there. A report that cannot be of
 * this host, is old or lacks a check is no answer.
 */
abstract class HostBenchRule extends CloudRule<Deployment, HostReportsQuestion.Answer> {
    private static final int SHOWN = 5;
    /** Clocks of hosts differ. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    private static final String RUN_AGAIN =
            "run docker-bench-security on the instance as root, without -c and -e and with -u USERS,"
                    + " and give its report with --host-report INSTANCE=FILE, or with hostReports in Jenkins";

    private final String section;
    private final Duration max;
    private final Clock clock;

    /** @param section of CIS Docker, as in {@code 1} */
    HostBenchRule(RuleMetadata metadata, String section, Duration max, Clock clock) {
        super(
                metadata,
                "no check of section " + section + " with WARN, in a report of the last " + max.toDays() + " days",
                new HostReportsQuestion());
        this.section = section;
        this.max = max;
        this.clock = clock;
    }

    @Override
    public final RuleResult judge(CloudFacts<Deployment> facts, HostReportsQuestion.Answer answer) {
        if (answer.reports().isEmpty()) {
            return RuleResult.notApplicable(
                    "no report of docker-bench-security is given: give one for each instance with --host-report, or"
                            + " with hostReports in Jenkins");
        }
        if (answer.instances().isEmpty()) {
            return RuleResult.notApplicable("the cluster has no container instances that its account sets up");
        }
        CloudFindings findings = findings(facts);
        Map<BenchCheck, List<String>> warned = new LinkedHashMap<>();
        for (ContainerInstance instance : answer.instances()) {
            Optional<BenchReport> report = answer.reports().of(instance.name());
            Optional<String> useless = report.isEmpty()
                    ? Optional.of("there is no report of docker-bench-security on it")
                    : useless(report.get(), instance);
            if (useless.isPresent()) {
                findings.undecided(
                        facts.definition().place(),
                        "the instance " + instance.name() + ": " + useless.get(),
                        RUN_AGAIN);
            } else {
                results(report.get(), instance.name(), findings, facts, warned);
            }
        }
        warned.forEach((check, instances) -> findings.broken(
                facts.definition().place(),
                check.id(),
                check.id() + " (" + check.title() + ") is WARN on " + shown(instances),
                Fix.none()));
        return findings.result();
    }

    /** Why a report says nothing about an instance today. */
    private Optional<String> useless(BenchReport report, ContainerInstance instance) {
        if (report.ended().isAfter(clock.instant().plus(AHEAD))) {
            return Optional.of("its report is of a time to come");
        }
        if (report.ended().plus(max).isBefore(clock.instant())) {
            return Optional.of("its report is of " + LocalDate.ofInstant(report.ended(), ZoneOffset.UTC)
                    + ", which is more than " + max.toDays() + " days ago");
        }
        Optional<String> registered = instance.versions().docker().map(HostBenchRule::version);
        if (registered.isPresent()
                && report.docker()
                        .map(HostBenchRule::version)
                        .filter(registered.get()::equals)
                        .isEmpty()) {
            String saw = report.docker().map(version -> "Docker " + version).orElse("no version of Docker");
            return Optional.of("its report is of another host, or of before an update: it names " + saw
                    + ", and ECS knows " + registered.get());
        }
        return Optional.empty();
    }

    /** {@code DockerVersion: 25.0.8} in ECS; builds are left out. */
    private static String version(String text) {
        String version = text.substring(text.lastIndexOf(' ') + 1);
        return version.replaceFirst("[-+~].*", "");
    }

    private void results(
            BenchReport report,
            String instance,
            CloudFindings findings,
            CloudFacts<Deployment> facts,
            Map<BenchCheck, List<String>> warned) {
        List<String> open = new ArrayList<>();
        List<String> unknown = new ArrayList<>(report.results().keySet().stream()
                .filter(id -> id.startsWith(section + "."))
                .sorted()
                .toList());
        for (BenchCheck check : BenchCheck.all()) {
            if (!check.section().equals(section)) {
                continue;
            }
            unknown.remove(check.id());
            Result result = report.results().get(check.id());
            if (result == Result.WARN) {
                warned.computeIfAbsent(check, unused -> new ArrayList<>()).add(instance);
            } else if (result != Result.PASS && !(result != null && mayBeOpen(check, result))) {
                open.add(check.id() + (result == null ? " is missing" : " is " + result));
            }
        }
        unknown.forEach(id -> open.add(id + " is not known to this version"));
        if (!open.isEmpty()) {
            findings.undecided(
                    facts.definition().place(),
                    "the instance " + instance + ": its report does not decide " + shown(open),
                    RUN_AGAIN);
        }
    }

    private static boolean mayBeOpen(BenchCheck check, Result result) {
        return switch (check.kind()) {
            case AUTOMATED -> false;
            case OPTIONAL -> result == Result.INFO;
            case MANUAL -> true;
        };
    }

    private static String shown(List<String> names) {
        return FirstFew.of(names, SHOWN);
    }
}

package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.Ulimit;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.LaunchType;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Otherwise the limit is whatever the daemon of the instance was started with, often none. */
public final class UlimitsSetRule extends TaskRule {
    private static final long MOST = 1_048_576;

    public UlimitsSetRule() {
        super(
                new RuleMetadata(
                        "ulimits-set",
                        "every container has a limit of open files",
                        Severity.LOW,
                        List.of(RuleSource.cisDocker("5.19")),
                        "add nofile to ulimits, with a hard limit the application needs"),
                Applicability.except(EnumSet.of(LaunchType.FARGATE), "Fargate limits open files by itself")
                        .linuxOnly());
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "ulimits with nofile, at most 1048576");
        findings.eachContainer(container -> {
            Items<Ulimit> limits = container.limits().ulimits();
            List<Ulimit> files = limits.values().stream()
                    .filter(limit ->
                            limit.name().known().filter("nofile"::equals).isPresent())
                    .toList();
            files.forEach(limit -> findings.require(limit.hardLimit(), hard -> hard > 0 && hard <= MOST, Fix.none()));
            if (files.isEmpty() && limits.unresolved().isEmpty()) {
                findings.broken(
                        limits.place(),
                        "no limit of open files (nofile)",
                        Fix.append(limits.place(), Map.of("name", "nofile", "softLimit", 65_535, "hardLimit", 65_535)));
            } else if (files.isEmpty()) {
                findings.undecided(limits.unresolved().get(0));
            }
        });
        return findings.result();
    }
}

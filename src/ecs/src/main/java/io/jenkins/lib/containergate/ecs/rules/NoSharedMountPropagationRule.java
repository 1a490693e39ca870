package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** With shared propagation a mount made in the container appears on the instance. */
public final class NoSharedMountPropagationRule extends TaskRule {
    private static final Set<String> SHARED = Set.of("shared", "rshared");

    public NoSharedMountPropagationRule() {
        super(
                new RuleMetadata(
                        "no-shared-mount-propagation",
                        "no volume propagates mounts back to the host",
                        Severity.MEDIUM,
                        List.of(RuleSource.cisDocker("5.20")),
                        "remove shared and rshared from the option o of driverOpts"),
                HostPath.MOUNTED);
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "driverOpts.o without shared and rshared");
        findings.each(
                facts.task().volumes(),
                volume -> findings.each(volume.driverOptions(), option -> {
                    if (option.key().equals("o")) {
                        findings.forbid(
                                option.value(),
                                value -> Pattern.compile("[,\\s]+")
                                        .splitAsStream(value.toLowerCase(Locale.ROOT))
                                        .anyMatch(SHARED::contains),
                                Fix.none());
                    }
                }));
        return findings.result();
    }
}

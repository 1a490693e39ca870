package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.LaunchType;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The kernel then ignores setuid bits and file capabilities. */
public final class NoNewPrivilegesRule extends TaskRule {
    private static final String NAME = "no-new-privileges";
    /** Of several, Docker takes the last; here one that is off is enough. */
    private static final Set<String> ON = Set.of(NAME, "no-new-privileges:true", "no-new-privileges=true");

    public NoNewPrivilegesRule() {
        super(
                new RuleMetadata(
                        "no-new-privileges",
                        "no container can gain rights through setuid programs",
                        Severity.MEDIUM,
                        List.of(RuleSource.cisDocker("5.26")),
                        "add no-new-privileges to dockerSecurityOptions"),
                Applicability.except(
                                EnumSet.of(LaunchType.FARGATE, LaunchType.MANAGED_INSTANCES),
                                "Fargate and Managed Instances take no security options")
                        .linuxOnly());
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "dockerSecurityOptions with no-new-privileges");
        findings.eachContainer(container -> {
            Items<Known<String>> options = container.security().dockerSecurityOptions();
            List<Known<String>> given = options.values().stream()
                    .filter(option -> option.value().strip().startsWith(NAME))
                    .toList();
            boolean on = !given.isEmpty()
                    && given.stream()
                            .allMatch(option -> ON.contains(option.value().strip()));
            if (given.size() > 0 && !on) {
                findings.broken(options.place(), "no-new-privileges is switched off", Fix.none());
            } else if (on && options.unresolved().isEmpty()) {
                return;
            } else if (options.unresolved().isEmpty()) {
                findings.broken(
                        options.place(),
                        "no-new-privileges is not among dockerSecurityOptions",
                        Fix.append(options.place(), "no-new-privileges"));
            } else {
                findings.undecided(options.unresolved().get(0));
            }
        });
        return findings.result();
    }
}

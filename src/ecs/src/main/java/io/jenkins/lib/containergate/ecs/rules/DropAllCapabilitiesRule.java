package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** Without it a container keeps the default set, with raw sockets and the right to ignore file permissions. */
public final class DropAllCapabilitiesRule extends TaskRule {
    public DropAllCapabilitiesRule() {
        super(
                new RuleMetadata(
                        "drop-all-capabilities",
                        "every container drops all capabilities it does not add back",
                        Severity.MEDIUM,
                        List.of(RuleSource.cisDocker("5.4")),
                        "set linuxParameters.capabilities.drop to [ALL] and add back what the process needs"),
                Applicability.everywhere().linuxOnly());
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "capabilities.drop with ALL");
        findings.eachContainer(container -> {
            if (container.security().privileged().known().filter(on -> on).isPresent()) {
                findings.broken(
                        container.security().privileged().place(),
                        "a privileged container keeps every capability",
                        Fix.none());
                return;
            }
            Items<Known<String>> dropped = container.linux().droppedCapabilities();
            if (dropped.values().stream().anyMatch(each -> each.value().equalsIgnoreCase("ALL"))) {
                return;
            }
            if (dropped.unresolved().isEmpty()) {
                findings.broken(
                        dropped.place(),
                        "capabilities.drop does not hold ALL",
                        Fix.set(dropped.place(), List.of("ALL")));
            } else {
                findings.undecided(dropped.unresolved().get(0));
            }
        });
        return findings.result();
    }
}

package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.ecs.task.LaunchType;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.EnumSet;
import java.util.List;

/** AWS accepts a privileged container here as a deliberate choice; this rule does not. */
public final class HostNetworkNonrootRule extends TaskRule {
    public HostNetworkNonrootRule() {
        super(
                new RuleMetadata(
                        "host-network-nonroot",
                        "a task on the host network runs neither as root nor privileged",
                        Severity.HIGH,
                        List.of(),
                        "set networkMode to awsvpc, or user to a numeric id and privileged to false"),
                Applicability.except(
                                EnumSet.of(LaunchType.FARGATE),
                                "Fargate gives every task a network interface of its own")
                        .linuxOnly());
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "a user other than root, not privileged");
        Field<String> mode = facts.task().networkMode();
        if (mode instanceof Unresolved<String> unresolved) {
            findings.undecided(unresolved);
            return findings.result();
        }
        if (mode.known()
                .filter(text -> !text.isEmpty() && !Modes.NETWORK.contains(text))
                .isPresent()) {
            findings.oneOf(mode, Modes.NETWORK);
            return findings.result();
        }
        if (mode.known().filter("host"::equals).isEmpty()) {
            return RuleResult.notApplicable("the task is not on the host network");
        }
        findings.eachContainer(container -> {
            findings.forbid(
                    container.security().privileged(),
                    privileged -> privileged,
                    Fix.set(container.security().privileged().place(), false));
            if (container.security().user() instanceof Unresolved<String> unresolved) {
                findings.undecided(unresolved);
            } else {
                ContainerUser.rootBecause(container, facts.images())
                        .ifPresent(actual ->
                                findings.broken(container.security().user().place(), actual, Fix.none()));
            }
        });
        return findings.result();
    }
}

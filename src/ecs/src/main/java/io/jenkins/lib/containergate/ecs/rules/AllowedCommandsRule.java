package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Expectations.AllowList;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An image that was judged does something else when the task definition says what it runs. A command is never shown: it may hold a secret. */
public final class AllowedCommandsRule extends AllowListed {
    /** @param allowed words of {@code entryPoint} and {@code command} joined by blanks */
    public AllowedCommandsRule(Optional<AllowList> allowed) {
        super(
                new RuleMetadata(
                        "allowed-commands",
                        "containers run their image's own command, or one that the policy allows",
                        Severity.HIGH,
                        List.of(),
                        "remove command and entryPoint, or have taskDefinition.commands name the command"),
                "taskDefinition.commands",
                allowed);
    }

    @Override
    void judge(ContainerDefinition container, AllowList allowed, TaskFindings findings) {
        Items<Known<String>> entryPoint = container.process().entryPoint();
        Items<Known<String>> command = container.process().command();
        if (entryPoint.empty() && command.empty()) {
            return;
        }
        if (!entryPoint.unresolved().isEmpty() || !command.unresolved().isEmpty()) {
            Stream.concat(entryPoint.unresolved().stream(), command.unresolved().stream())
                    .limit(1)
                    .forEach(findings::undecided);
            return;
        }
        String line = Stream.concat(entryPoint.values().stream(), command.values().stream())
                .map(Known::value)
                .collect(Collectors.joining(" "));
        if (!allowed.allows().test(line)) {
            findings.broken(
                    entryPoint.empty() ? command.place() : entryPoint.place(),
                    "the command is none that the policy allows",
                    Fix.none());
        }
    }
}

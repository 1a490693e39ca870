package io.jenkins.lib.containergate.ecs.deployment.rules;

import io.jenkins.lib.containergate.ecs.DefinitionFindings;
import io.jenkins.lib.containergate.ecs.DeploymentRule;
import io.jenkins.lib.containergate.ecs.Expectations.AllowList;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Launch;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.Place;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What starts a task can give its containers another command than its definition. A command is never shown: it may hold a secret. */
public final class AllowedOverrideCommandsRule extends DeploymentRule {
    private final Optional<AllowList> allowed;

    /** @param allowed words of {@code entryPoint} and {@code command} joined by blanks */
    public AllowedOverrideCommandsRule(Optional<AllowList> allowed) {
        super(new RuleMetadata(
                "allowed-override-commands",
                "what starts tasks gives their containers no command, or one that the policy allows",
                Severity.HIGH,
                List.of(),
                "remove command from the overrides, or have taskDefinition.commands name the command"));
        this.allowed = allowed;
    }

    @Override
    public RuleResult check(Deployment deployment) {
        if (!(deployment instanceof Launch launch)) {
            return RuleResult.notApplicable("it does not start tasks with overrides");
        }
        if (allowed.isEmpty()) {
            return RuleResult.notApplicable("the policy has no taskDefinition.commands");
        }
        if (launch.commands().isEmpty()) {
            return RuleResult.notApplicable("it gives the containers no command");
        }
        DefinitionFindings findings =
                new DefinitionFindings(metadata(), launch, allowed.get().expected());
        for (Launch.Command command : launch.commands()) {
            check(launch, command, allowed.get(), findings);
        }
        return findings.result();
    }

    private static void check(Launch launch, Launch.Command command, AllowList allowed, DefinitionFindings findings) {
        Place place = launch.place().member("command", command.mark());
        if (command.words().isEmpty()) {
            findings.undecided(
                    place,
                    "the command that it gives a container is not known before it starts the task",
                    "write the command into the overrides, or waive this finding by its fingerprint");
            return;
        }
        List<Items<Known<String>>> entryPoints = launch.tasks().stream()
                .flatMap(task -> containers(task, command))
                .map(container -> container.process().entryPoint())
                .toList();
        boolean everyTask =
                !entryPoints.isEmpty() && entryPoints.size() >= launch.tasks().size();
        if (!everyTask
                || entryPoints.stream().anyMatch(each -> !each.unresolved().isEmpty())) {
            findings.undecided(
                    place,
                    "it gives a container a command, and the entry point of that container is not known",
                    "evaluate it with the task definition that it starts in one file, or waive this finding by its"
                            + " fingerprint");
            return;
        }
        boolean all = entryPoints.stream()
                .map(each -> Stream.concat(each.values().stream().map(Known::value), command.words().get().stream())
                        .collect(Collectors.joining(" ")))
                .allMatch(allowed.allows());
        if (!all) {
            findings.broken(place, "it gives a container a command that the policy does not allow", Fix.none());
        }
    }

    private static Stream<ContainerDefinition> containers(TaskDefinition task, Launch.Command command) {
        return task.containers().values().stream()
                .filter(container -> command.container().isPresent()
                        && command.container().equals(container.name().known()));
    }
}

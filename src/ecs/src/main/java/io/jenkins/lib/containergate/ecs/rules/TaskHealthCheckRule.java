package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.hardening.history.CertainSuccess;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** ECS does not run the HEALTHCHECK of the image. */
public final class TaskHealthCheckRule extends TaskRule {
    public TaskHealthCheckRule() {
        super(new RuleMetadata(
                "task-health-check",
                "ECS can tell that every essential container is healthy",
                Severity.LOW,
                List.of(RuleSource.cisDocker("5.27"), RuleSource.dockle("CIS-DI-0006")),
                "add a healthCheck with a command that fails when the application does"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "a healthCheck with a command that can fail");
        findings.eachContainer(container -> {
            Items<Known<String>> command = container.process().healthCommand();
            boolean optional = container
                    .essential()
                    .known()
                    .filter(essential -> !essential)
                    .isPresent();
            boolean none = command.unresolved().isEmpty() && checksNothing(command.values());
            boolean balanced =
                    container.name().known().filter(facts.balanced()::contains).isPresent();
            if (balanced) {
                return;
            }
            if (!optional && none) {
                findings.broken(command.place(), "no healthCheck", Fix.none());
            } else if (!optional && command.unresolved().isEmpty() && unknownKind(command.values())) {
                findings.broken(
                        command.place(), "a healthCheck that begins with neither CMD nor CMD-SHELL", Fix.none());
            } else if (!optional && command.unresolved().isEmpty() && cannotFail(command.values())) {
                findings.broken(command.place(), "a healthCheck whose command always succeeds", Fix.none());
            } else if (!optional && !command.unresolved().isEmpty()) {
                findings.undecided(command.unresolved().get(0));
            }
        });
        return findings.result();
    }

    /** Docker runs no other. */
    private static boolean unknownKind(List<Known<String>> command) {
        String kind = command.get(0).value();
        return !kind.equals("CMD") && !kind.equals("CMD-SHELL");
    }

    private static boolean cannotFail(List<Known<String>> command) {
        return CertainSuccess.ofHealthCheck(command.stream().map(Known::value).toList());
    }

    /** {@code CMD} and {@code CMD-SHELL} are followed by what is run; {@code NONE} switches a check off. */
    private static boolean checksNothing(List<Known<String>> command) {
        List<String> words = command.stream()
                .map(word -> word.value().strip())
                .filter(word -> !word.isEmpty())
                .toList();
        return words.isEmpty()
                || words.contains("NONE")
                || words.size() == 1 && words.get(0).startsWith("CMD");
    }
}

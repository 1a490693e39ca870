package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.document.Certainty;
import io.jenkins.lib.containergate.ecs.task.Field.Known;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.Excerpt;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** Whoever may describe a task definition reads its environment. The value never leaves this rule. */
public final class NoPlaintextSecretsEnvRule implements TaskRule {
    private static final RuleMetadata METADATA = new RuleMetadata(
            new RuleId("no-plaintext-secrets-env"),
            "no environment variable holds a secret",
            Severity.CRITICAL,
            List.of(RuleSource.fsbp("ECS.8"), RuleSource.cisDocker("4.10"), RuleSource.dockle("CIS-DI-0010")),
            "move the value to Secrets Manager or Parameter Store and name it in secrets");

    @Override
    public RuleMetadata metadata() {
        return METADATA;
    }

    @Override
    public Applicability applicability() {
        return Applicability.everywhere();
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(METADATA, facts, "secrets with valueFrom instead of a value");
        findings.eachContainer(container -> findings.each(container.environment(), variable -> {
            String name = variable.name().known().orElse("");
            if (variable.value() instanceof Known<String> value) {
                SecretText.objection(name, value.value())
                        .ifPresent(kind ->
                                findings.broken(value.place(), name, Excerpt.of(name) + " holds " + kind, Fix.none()));
            } else if (variable.value() instanceof Unresolved<String> later) {
                unresolved(name, later, findings);
            }
        }));
        return findings.result();
    }

    private static void unresolved(String name, Unresolved<String> later, TaskFindings findings) {
        if (later.certainty() == Certainty.SECRET) {
            findings.broken(
                    later.place(), name, Excerpt.of(name) + " will hold a secret: " + later.reason(), Fix.none());
        } else if (SecretName.matches(name) && later.certainty() == Certainty.PERHAPS) {
            findings.undecided(later);
        }
    }
}

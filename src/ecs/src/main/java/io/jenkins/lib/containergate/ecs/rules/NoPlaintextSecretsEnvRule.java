package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.plaintext.PlaintextSecrets;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** Whoever may describe a task definition reads its environment. The value never leaves this rule. */
public final class NoPlaintextSecretsEnvRule extends TaskRule {
    private final PlaintextSecrets plaintext;

    public NoPlaintextSecretsEnvRule(PlaintextSecrets plaintext) {
        super(new RuleMetadata(
                "no-plaintext-secrets-env",
                "no environment variable holds a secret",
                Severity.CRITICAL,
                List.of(RuleSource.fsbp("ECS.8"), RuleSource.cisDocker("4.10"), RuleSource.dockle("CIS-DI-0010")),
                "move the value to Secrets Manager or Parameter Store and name it in secrets"));
        this.plaintext = plaintext;
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "secrets with valueFrom instead of a value");
        findings.eachContainer(container -> {
            findings.each(container.variables().environment(), variable -> {
                String name = variable.name().known().orElse("");
                Secrets.report(name, variable.value(), name, plaintext, findings);
                Secrets.report("", variable.name(), "name", plaintext, findings);
            });
            Secrets.inUnresolved(container.variables().environment(), plaintext, findings);
        });
        Secrets.inUnresolved(facts.task().containers(), plaintext, findings);
        if (facts.task().sensitive()) {
            findings.broken(
                    facts.task().containers().place(),
                    "container_definitions holds a value that Terraform marks as sensitive",
                    Fix.none());
        }
        return findings.result();
    }
}

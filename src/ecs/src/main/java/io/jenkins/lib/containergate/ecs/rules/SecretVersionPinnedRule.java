package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;

/** Otherwise each task start takes whatever is current, and two tasks of a service may differ. */
public final class SecretVersionPinnedRule extends TaskRule {
    private static final int STAGE = 8;

    public SecretVersionPinnedRule() {
        super(new RuleMetadata(
                "secret-version-pinned",
                "every secret names the version it means",
                Severity.LOW,
                List.of(),
                "add the version stage or version id to valueFrom"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "valueFrom with a version stage or id");
        findings.eachContainer(container -> findings.each(container.variables().secrets(), secret -> {
            String name = SafeText.visible(secret.name().known().orElse(""));
            if (secret.valueFrom() instanceof Unresolved<String> later) {
                findings.undecided(later);
            } else if (secret.valueFrom()
                    .known()
                    .filter(SecretVersionPinnedRule::floating)
                    .isPresent()) {
                findings.broken(
                        secret.valueFrom().place(), name, "valueFrom of " + name + " names no version", Fix.none());
            }
        }));
        return findings.result();
    }

    /** An ARN of Secrets Manager goes on with JSON key, version stage and version id, each of which may be empty. */
    private static boolean floating(String valueFrom) {
        String[] parts = valueFrom.split(":", -1);
        boolean secret = parts.length > 6 && parts[2].equals("secretsmanager");
        boolean stage = parts.length > STAGE && !parts[STAGE].isEmpty();
        boolean id = parts.length > STAGE + 1 && !parts[STAGE + 1].isEmpty();
        return secret && !stage && !id;
    }
}

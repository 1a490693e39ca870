package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.SecretReference;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;
import java.util.regex.Pattern;

/** A bare name is whatever parameter is called so where the task happens to start, or a secret pasted into the wrong field. */
public final class SecretsByReferenceRule extends TaskRule {
    private static final Pattern ARN = Pattern.compile(
            "arn:aws[a-z-]*:(?:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+|ssm:[a-z0-9-]+:[0-9]{12}:parameter/.+)");
    private static final Pattern ARN_WITH_GAPS =
            Pattern.compile("(?:arn:[^:]*:(?:secretsmanager|ssm):.*|" + Value.Unresolved.GAP + ".*)");

    public SecretsByReferenceRule() {
        super(new RuleMetadata(
                "secrets-by-reference",
                "every secret is named by its ARN",
                Severity.MEDIUM,
                List.of(),
                "set valueFrom to the ARN of a Secrets Manager secret or Parameter Store parameter"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "the ARN of a secret or parameter");
        findings.eachContainer(container -> {
            findings.each(container.variables().secrets(), secret -> judge(secret, findings));
            findings.each(container.log().secretOptions(), secret -> judge(secret, findings));
        });
        return findings.result();
    }

    /** What stands there may be a secret pasted into the wrong field, so it is not shown. */
    private static void judge(SecretReference secret, TaskFindings findings) {
        String name = SafeText.visible(secret.name().known().orElse(""));
        if (secret.valueFrom() instanceof Unresolved<String> later) {
            boolean reference = later.certainty().present()
                    && (later.shape().isEmpty()
                            || ARN_WITH_GAPS.matcher(later.shape()).matches());
            if (!reference) {
                findings.undecided(later);
            }
        } else if (secret.valueFrom()
                .known()
                .filter(from -> ARN.matcher(from).matches())
                .isEmpty()) {
            findings.broken(
                    secret.valueFrom().place(),
                    name,
                    "valueFrom of " + name + " is not an ARN of a secret or parameter",
                    Fix.none());
        }
    }
}

package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.regex.Pattern;

/** Anonymous pulls are rate-limited and tell nobody apart. */
public final class RegistryCredentialsRule extends TaskRule {
    private static final Pattern OF_AWS = Pattern.compile("[0-9]{12}\\.dkr[.-]ecr(?:-fips)?\\..+|public\\.ecr\\.aws");

    public RegistryCredentialsRule() {
        super(new RuleMetadata(
                "registry-credentials",
                "images from registries outside AWS are pulled with credentials",
                Severity.LOW,
                List.of(),
                "set repositoryCredentials.credentialsParameter, or copy the image to ECR"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "repositoryCredentials, or an image in ECR");
        findings.eachContainer(container -> {
            if (container.image() instanceof Unresolved<String> later) {
                if (!later.shape().contains(".amazonaws.com")) {
                    findings.undecided(later);
                }
            } else if (ImageText.registry(container.image())
                    .filter(host -> !OF_AWS.matcher(host).matches())
                    .isPresent()) {
                findings.requireSet(container.credentialsParameter());
            }
        });
        return findings.result();
    }
}

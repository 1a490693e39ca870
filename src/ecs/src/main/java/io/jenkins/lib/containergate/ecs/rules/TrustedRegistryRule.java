package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Expectations.AllowList;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSource;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;
import java.util.Optional;

/** Whoever can write to the repository decides what runs. */
public final class TrustedRegistryRule extends AllowListed {
    /** @param trusted repositories as {@code REGISTRY/PATH} */
    public TrustedRegistryRule(Optional<AllowList> trusted) {
        super(
                new RuleMetadata(
                        "trusted-registry",
                        "every image comes from a repository that the policy trusts",
                        Severity.HIGH,
                        List.of(RuleSource.cisDocker("4.2")),
                        "copy the image to a trusted repository, or have taskDefinition.trustedRegistries name its own"),
                "taskDefinition.trustedRegistries",
                trusted);
    }

    @Override
    void judge(ContainerDefinition container, AllowList allowed, TaskFindings findings) {
        if (container.image().absent()) {
            findings.broken(container.image().place(), "image is not set", Fix.none());
            return;
        }
        String text = container.image() instanceof Unresolved<String> later
                ? later.shape()
                : container.image().known().orElse("");
        Optional<String> repository = ImageText.repository(text);
        if (repository.filter(allowed.allows()).isPresent()) {
            return;
        }
        if (repository.isEmpty() && container.image() instanceof Unresolved<String> later) {
            findings.undecided(later);
            return;
        }
        findings.broken(
                container.image().place(),
                repository
                        .map(name -> "the image is from " + SafeText.visible(name))
                        .orElse("the image is not a reference to a repository"),
                Fix.none());
    }
}

package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.AllowList;
import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.Excerpt;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Optional;

/** Whoever can write to the repository decides what runs. */
public final class TrustedRegistryRule implements TaskRule {
    private static final RuleMetadata METADATA = new RuleMetadata(
            new RuleId("trusted-registry"),
            "every image comes from a repository that the policy trusts",
            Severity.HIGH,
            List.of(RuleSource.cisDocker("4.2")),
            "copy the image to a trusted repository, or have taskDefinition.trustedRegistries name its own");

    private final Optional<AllowList> trusted;

    /** @param trusted repositories as {@code REGISTRY/PATH} */
    public TrustedRegistryRule(Optional<AllowList> trusted) {
        this.trusted = trusted;
    }

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
        if (trusted.isEmpty()) {
            return RuleResult.notApplicable("the policy has no taskDefinition.trustedRegistries");
        }
        TaskFindings findings = new TaskFindings(METADATA, facts, trusted.get().expected());
        findings.eachContainer(container -> judge(container, trusted.get(), findings));
        return findings.result();
    }

    private static void judge(ContainerDefinition container, AllowList trusted, TaskFindings findings) {
        if (container.image().absent()) {
            findings.broken(container.image().place(), "image is not set", Fix.none());
            return;
        }
        String text = container.image() instanceof Unresolved<String> later
                ? later.shape()
                : container.image().known().orElse("");
        Optional<String> repository = ImageText.repository(text);
        if (repository.filter(trusted.allows()).isPresent()) {
            return;
        }
        if (repository.isEmpty() && container.image() instanceof Unresolved<String> later) {
            findings.undecided(later);
            return;
        }
        findings.broken(
                container.image().place(),
                repository
                        .map(name -> "the image is from " + Excerpt.of(name))
                        .orElse("the image is no reference to a repository"),
                Fix.none());
    }
}

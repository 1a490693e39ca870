package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** No tag means {@code latest}. */
public final class TaskNoLatestTagRule extends TaskRule {
    public TaskNoLatestTagRule() {
        super(new RuleMetadata(
                "task-no-latest-tag",
                "every image is named by a version or a digest",
                Severity.MEDIUM,
                List.of(RuleSource.dockle("DKL-DI-0006")),
                "name a version, better a digest"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "a tag other than latest, or a digest");
        findings.eachContainer(container -> {
            if (container.image() instanceof Unresolved<String> later) {
                switch (ImageText.floating(later.shape())) {
                    case YES -> findings.broken(later.place(), "the image has no version", Fix.none());
                    case NO -> {}
                    case UNKNOWN -> findings.undecided(later);
                }
            } else {
                findings.require(
                        container.image(), image -> ImageText.floating(image) == ImageText.Answer.NO, Fix.none());
            }
        });
        return findings.result();
    }
}

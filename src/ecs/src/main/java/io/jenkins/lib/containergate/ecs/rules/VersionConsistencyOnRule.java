package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** ECS resolves a tag once for a deployment unless this is switched off. */
public final class VersionConsistencyOnRule extends TaskRule {
    public VersionConsistencyOnRule() {
        super(new RuleMetadata(
                "version-consistency-on",
                "all tasks of a service run the same image",
                Severity.MEDIUM,
                List.of(),
                "remove versionConsistency, or set it to enabled"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "versionConsistency absent or enabled");
        findings.eachContainer(container -> {
            Field<String> consistency = container.versionConsistency();
            if (consistency.known().filter("disabled"::equalsIgnoreCase).isEmpty()) {
                findings.oneOf(consistency, Modes.CONSISTENCY);
            }
            findings.forbid(consistency, "disabled"::equalsIgnoreCase, Fix.set(consistency.place(), "enabled"));
        });
        return findings.result();
    }
}

package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** A sidecar that sees the processes of the application can read their environment. */
public final class NoSharedPidRule extends TaskRule {
    public NoSharedPidRule() {
        super(
                new RuleMetadata(
                        "no-shared-pid",
                        "the containers of the task do not see each other's processes",
                        Severity.LOW,
                        List.of(),
                        "remove pidMode"),
                Applicability.everywhere().linuxOnly());
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "pidMode absent");
        findings.forbid(
                facts.task().pidMode(),
                "task"::equals,
                Fix.remove(facts.task().pidMode().place()));
        findings.oneOf(facts.task().pidMode(), Modes.PID);
        return findings.result();
    }
}

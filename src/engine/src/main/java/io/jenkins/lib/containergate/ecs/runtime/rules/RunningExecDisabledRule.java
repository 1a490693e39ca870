package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.ecs.runtime.DriftFindings;
import io.jenkins.lib.containergate.ecs.runtime.DriftRule;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** A service that was switched to ECS Exec keeps it in the tasks that were started meanwhile. */
public final class RunningExecDisabledRule extends DriftRule {
    public RunningExecDisabledRule() {
        super(new RuleMetadata(
                "running-exec-disabled",
                "no shell can be opened in the tasks that run",
                Severity.HIGH,
                List.of(),
                "set enableExecuteCommand to false and start the tasks again"));
    }

    @Override
    public RuleResult check(WorkloadFacts facts) {
        DriftFindings findings = new DriftFindings(metadata(), facts.workload(), "enableExecuteCommand false");
        for (EcsTask task : facts.workload().tasks()) {
            if (task.start().execEnabled()) {
                findings.broken(task, "exec", "enableExecuteCommand is true");
            }
        }
        return findings.result();
    }
}

package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.deployment.rules.ExecDisabledRule;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;

/** What a service may not have, the job beside it may not have either. */
public final class StartedExecRule extends StarterRule {
    public StartedExecRule() {
        super(
                new RuleMetadata(
                        "started-exec-disabled",
                        "no shell can be opened in tasks that rules, schedules and state machines start",
                        Severity.MEDIUM,
                        List.of(),
                        "set EnableExecuteCommand to false where the tasks are started"),
                "EnableExecuteCommand false",
                new ExecDisabledRule());
    }
}

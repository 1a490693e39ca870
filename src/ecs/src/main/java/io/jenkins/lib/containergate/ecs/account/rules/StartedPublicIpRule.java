package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.deployment.rules.NoPublicIpRule;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;

/** A task that a schedule starts at night is as open as a service, and nobody sees it. */
public final class StartedPublicIpRule extends StarterRule {
    public StartedPublicIpRule() {
        super(
                new RuleMetadata(
                        "started-no-public-ip",
                        "tasks that rules, schedules and state machines start get no public address",
                        Severity.MEDIUM,
                        List.of(),
                        "set AssignPublicIp to DISABLED where the tasks are started; use private subnets"),
                "AssignPublicIp DISABLED",
                new NoPublicIpRule());
    }
}

package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** A FireLens router keeps the logs of others; its own may go nowhere. */
public final class LogConfigurationRule extends TaskRule {
    public LogConfigurationRule() {
        super(new RuleMetadata(
                "log-configuration",
                "the output of every container is kept",
                Severity.HIGH,
                List.of(RuleSource.fsbp("ECS.9")),
                "add a logConfiguration, such as awslogs with a group"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "a logConfiguration with a driver");
        findings.eachContainer(container -> {
            if (container.log().router().absent()) {
                findings.require(
                        container.log().logDriver(), driver -> !driver.isBlank() && !driver.equals("none"), Fix.none());
            }
        });
        return findings.result();
    }
}

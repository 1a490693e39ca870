package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** A FireLens router keeps the logs of others; its own may go nowhere. */
public final class LogConfigurationRule implements TaskRule {
    private static final RuleMetadata METADATA = new RuleMetadata(
            new RuleId("log-configuration"),
            "the output of every container is kept",
            Severity.HIGH,
            List.of(RuleSource.fsbp("ECS.9")),
            "add a logConfiguration, such as awslogs with a group");

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
        TaskFindings findings = new TaskFindings(METADATA, facts, "a logConfiguration with a driver");
        findings.eachContainer(container -> {
            if (container.logRouter().absent()) {
                findings.require(
                        container.log().logDriver(), driver -> !driver.isBlank() && !driver.equals("none"), Fix.none());
            }
        });
        return findings.result();
    }
}

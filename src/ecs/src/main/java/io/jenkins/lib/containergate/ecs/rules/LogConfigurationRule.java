package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A FireLens router keeps the logs of others; its own may go nowhere. */
public final class LogConfigurationRule extends TaskRule {
    private static final String ROUTED = "awsfirelens";
    /** How Fluent Bit and Fluentd call the option that names an output; both have one called null, which keeps nothing. */
    private static final Set<String> OUTPUT = Set.of("name", "@type");

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
                routed(container, findings);
            }
        });
        return findings.result();
    }

    private static void routed(ContainerDefinition container, TaskFindings findings) {
        if (container.log().logDriver().known().filter(ROUTED::equals).isPresent()) {
            findings.each(container.log().options(), option -> {
                if (OUTPUT.contains(option.key().strip().toLowerCase(Locale.ROOT))) {
                    findings.forbid(option.value(), output -> output.strip().equalsIgnoreCase("null"), Fix.none());
                }
            });
        }
    }
}

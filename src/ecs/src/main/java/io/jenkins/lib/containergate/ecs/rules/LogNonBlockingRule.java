package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.LogConfiguration;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.Option;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Optional;

/** When the driver blocks and its service is slow, so is every write of the application. */
public final class LogNonBlockingRule extends TaskRule {
    public LogNonBlockingRule() {
        super(new RuleMetadata(
                "log-non-blocking",
                "a slow log does not stop the application",
                Severity.LOW,
                List.of(),
                "set the log option mode to non-blocking, with a max-buffer-size"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "options.mode non-blocking");
        findings.eachContainer(container -> {
            LogConfiguration log = container.log();
            boolean routed =
                    log.logDriver().known().filter("awsfirelens"::equals).isPresent();
            if (log.logDriver().absent() || routed) {
                return;
            }
            List<Option> modes = log.options().values().stream()
                    .filter(option -> option.key().equals("mode"))
                    .toList();
            modes.forEach(mode -> findings.require(
                    mode.value(), "non-blocking"::equals, Fix.set(mode.value().place(), "non-blocking")));
            if (modes.isEmpty() && log.options().unresolved().isEmpty()) {
                findings.broken(
                        log.options().place(),
                        "the log option mode is not set",
                        Optional.of(new Fix(log.options().place().pointer() + "/mode", Optional.of("non-blocking"))));
            } else if (modes.isEmpty()) {
                findings.undecided(log.options().unresolved().get(0));
            }
        });
        return findings.result();
    }
}

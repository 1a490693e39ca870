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

/** On either side of a mapping, and within a range. */
public final class NoSshPortRule extends TaskRule {
    private static final long SSH = 22;

    public NoSshPortRule() {
        super(new RuleMetadata(
                "no-ssh-port",
                "no container offers SSH",
                Severity.HIGH,
                List.of(RuleSource.cisDocker("5.7")),
                "remove the port mapping and the SSH server; use ECS Exec, which is authorised and logged"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "no port 22");
        findings.eachContainer(container -> findings.each(container.network().portMappings(), mapping -> {
            if (mapping.protocol().known().filter("udp"::equals).isPresent()) {
                return;
            }
            findings.forbid(mapping.containerPort(), port -> port == SSH, Fix.none());
            findings.forbid(mapping.hostPort(), port -> port == SSH, Fix.none());
            findings.forbid(
                    mapping.containerPortRange(),
                    range -> PortRange.parse(range)
                            .filter(ports -> !ports.holds(SSH))
                            .isEmpty(),
                    Fix.none());
        }));
        return findings.result();
    }
}

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

/** Low ports are what needs root, or NET_BIND_SERVICE. */
public final class NoPrivilegedPortsRule extends TaskRule {
    private static final long FIRST_UNPRIVILEGED = 1024;

    public NoPrivilegedPortsRule() {
        super(new RuleMetadata(
                "no-privileged-ports",
                "no container listens on a port below 1024",
                Severity.LOW,
                List.of(RuleSource.cisDocker("5.8")),
                "listen on a port from 1024 up, and let the load balancer have the low one"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "ports from 1024 up");
        findings.eachContainer(container -> findings.each(container.network().portMappings(), mapping -> {
            findings.forbid(mapping.containerPort(), port -> port < FIRST_UNPRIVILEGED, Fix.none());
            findings.forbid(mapping.hostPort(), port -> port > 0 && port < FIRST_UNPRIVILEGED, Fix.none());
            findings.forbid(
                    mapping.containerPortRange(),
                    range -> PortRange.parse(range)
                            .filter(ports -> ports.first() >= FIRST_UNPRIVILEGED)
                            .isEmpty(),
                    Fix.none());
        }));
        return findings.result();
    }
}

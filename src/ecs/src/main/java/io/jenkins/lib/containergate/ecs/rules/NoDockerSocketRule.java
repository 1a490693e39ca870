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

/** Whoever may write to the socket starts a privileged container and owns the instance. Parents of the socket count. */
public final class NoDockerSocketRule extends TaskRule {
    public NoDockerSocketRule() {
        super(
                new RuleMetadata(
                        "no-docker-socket",
                        "no volume reaches the socket of a container runtime",
                        Severity.CRITICAL,
                        List.of(RuleSource.cisDocker("5.32")),
                        "remove the volume; ask ECS or a proxy with few rights for what the socket was for"),
                HostPath.MOUNTED);
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "no host.sourcePath that holds a runtime's socket");
        findings.each(
                facts.task().volumes(),
                volume -> findings.forbid(
                        volume.hostPath(), path -> HostPath.of(path).holdsRuntimeSocket(), Fix.none()));
        return findings.result();
    }
}

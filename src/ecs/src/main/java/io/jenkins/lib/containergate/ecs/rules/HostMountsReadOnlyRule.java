package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** Absent means writable. */
public final class HostMountsReadOnlyRule extends TaskRule {
    public HostMountsReadOnlyRule() {
        super(
                new RuleMetadata(
                        "host-mounts-read-only",
                        "directories of the host are mounted read-only",
                        Severity.MEDIUM,
                        List.of(),
                        "set readOnly to true on the mount point"),
                HostPath.MOUNTED);
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "readOnly true for volumes of the host");
        HostVolumes host = HostVolumes.of(facts.task().volumes());
        findings.eachContainer(container -> findings.each(container.mountPoints(), mount -> {
            if (mount.sourceVolume() instanceof Unresolved<String> unresolved) {
                if (host.any()) {
                    findings.undecided(unresolved);
                }
            } else if (mount.sourceVolume().known().filter(host::mayBe).isPresent()) {
                findings.require(
                        mount.readOnly(),
                        readOnly -> readOnly,
                        Fix.set(mount.readOnly().place(), true));
            }
        }));
        return findings.result();
    }
}

package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;

/** Absent means writable. */
public final class HostMountsReadOnlyRule implements TaskRule {
    private static final RuleMetadata METADATA = new RuleMetadata(
            new RuleId("host-mounts-read-only"),
            "directories of the host are mounted read-only",
            Severity.MEDIUM,
            List.of(),
            "set readOnly to true on the mount point");

    @Override
    public RuleMetadata metadata() {
        return METADATA;
    }

    @Override
    public Applicability applicability() {
        return HostPath.MOUNTED;
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(METADATA, facts, "readOnly true for volumes of the host");
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

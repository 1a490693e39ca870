package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition.Volume;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    /**
     * Names of the volumes that are, or may turn out to be, directories of the host.
     *
     * @param unknown there is a volume whose name is known only at deployment
     */
    record HostVolumes(Set<String> names, boolean unknown) {
        static HostVolumes of(Items<Volume> volumes) {
            Set<String> names = volumes.values().stream()
                    .filter(HostVolumes::onHost)
                    .flatMap(volume -> volume.name().known().stream())
                    .collect(Collectors.toSet());
            boolean unknown = !volumes.unresolved().isEmpty()
                    || volumes.values().stream()
                            .anyMatch(volume -> onHost(volume) && volume.name() instanceof Field.Unresolved<String>);
            return new HostVolumes(names, unknown);
        }

        private static boolean onHost(Volume volume) {
            return volume.hostPath() instanceof Field.Unresolved<String>
                    || volume.hostPath().known().filter(path -> !path.isEmpty()).isPresent();
        }

        boolean any() {
            return unknown || !names.isEmpty();
        }

        boolean mayBe(String name) {
            return unknown || names.contains(name);
        }
    }
}

package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition.MountPoint;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Set;

/** Absent means writable. */
public final class ReadonlyRootFilesystemRule extends TaskRule {
    /** With a writable volume on one of these, the programs of the image can be replaced. */
    private static final Set<String> PROGRAMS = Set.of(
            "/",
            "/bin",
            "/sbin",
            "/lib",
            "/lib64",
            "/etc",
            "/usr",
            "/usr/bin",
            "/usr/sbin",
            "/usr/lib",
            "/usr/lib64",
            "/usr/local",
            "/usr/local/bin",
            "/usr/local/sbin",
            "/usr/local/lib");

    public ReadonlyRootFilesystemRule() {
        super(
                new RuleMetadata(
                        "readonly-root-filesystem",
                        "every container has a read-only root file system",
                        Severity.HIGH,
                        List.of(
                                RuleSource.fsbp("ECS.5"),
                                RuleSource.checkov("CKV_AWS_336"),
                                RuleSource.cisDocker("5.13")),
                        "set readonlyRootFilesystem to true and mount a volume where the process writes"),
                Applicability.everywhere().linuxOnly());
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "readonlyRootFilesystem true");
        findings.eachContainer(container -> {
            findings.require(
                    container.security().readonlyRootFilesystem(),
                    readonly -> readonly,
                    Fix.set(container.security().readonlyRootFilesystem().place(), true));
            if (container.security().readonlyRootFilesystem().known().orElse(false)) {
                findings.each(container.mountPoints(), mount -> writable(mount, findings));
            }
        });
        return findings.result();
    }

    private static void writable(MountPoint mount, TaskFindings findings) {
        boolean over = mount.containerPath()
                .known()
                .map(path -> HostPath.of(path).path())
                .filter(PROGRAMS::contains)
                .isPresent();
        if (!over) {
            return;
        }
        if (mount.readOnly() instanceof Unresolved<Boolean> unresolved) {
            findings.undecided(unresolved);
        } else if (!mount.readOnly().known().orElse(false)) {
            findings.broken(
                    mount.containerPath().place(),
                    "a writable volume is mounted on "
                            + mount.containerPath().known().orElse(""),
                    Fix.set(mount.readOnly().place(), true));
        }
    }
}

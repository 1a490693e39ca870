package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;

/** Absent means writable. */
public final class ReadonlyRootFilesystemRule extends TaskRule {
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
        findings.eachContainer(container -> findings.require(
                container.security().readonlyRootFilesystem(),
                readonly -> readonly,
                Fix.set(container.security().readonlyRootFilesystem().place(), true)));
        return findings.result();
    }
}

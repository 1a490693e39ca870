package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Expectations.AllowList;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Optional;

/** No list of what is dangerous is ever complete; a list of what is meant is. */
public final class AllowedHostPathsRule extends TaskRule {
    private final Optional<AllowList> allowed;

    /** @param allowed directories in the form of {@link HostPath} */
    public AllowedHostPathsRule(Optional<AllowList> allowed) {
        super(
                new RuleMetadata(
                        "allowed-host-paths",
                        "every directory of the host is one that the policy allows",
                        Severity.HIGH,
                        List.of(RuleSource.cisDocker("5.6")),
                        "mount an EFS or Docker volume, or have taskDefinition.hostPaths name the directory"),
                HostPath.MOUNTED);
        this.allowed = allowed;
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        if (allowed.isEmpty()) {
            return RuleResult.notApplicable("the policy has no taskDefinition.hostPaths");
        }
        TaskFindings findings =
                new TaskFindings(metadata(), facts, allowed.get().expected());
        findings.each(
                facts.task().volumes(),
                volume -> findings.forbid(
                        volume.hostPath(),
                        path -> !path.isBlank()
                                && !allowed.get()
                                        .allows()
                                        .test(HostPath.of(path).path()),
                        Fix.none()));
        return findings.result();
    }
}

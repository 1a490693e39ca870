package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.LaunchType;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** AppArmor, SELinux and no-new-privileges are not to be had on Fargate and Managed Instances. */
public final class MacNotOnFargateRule extends TaskRule {
    /** Where no-new-privileges, AppArmor and SELinux are to be had, and asked for. */
    private static final Set<LaunchType> HARDENED_BY_THEM = EnumSet.of(LaunchType.EC2, LaunchType.EXTERNAL);

    public MacNotOnFargateRule() {
        super(
                new RuleMetadata(
                        "mac-not-on-fargate",
                        "no security option is written where it has no effect",
                        Severity.MEDIUM,
                        List.of(),
                        "remove dockerSecurityOptions, or FARGATE from requiresCompatibilities"),
                new Applicability(
                        EnumSet.of(LaunchType.FARGATE, LaunchType.MANAGED_INSTANCES),
                        "the instances take security options",
                        true));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        boolean known = facts.task().requiresCompatibilities().unresolved().isEmpty();
        if (known && facts.task().launchTypes().stream().anyMatch(HARDENED_BY_THEM::contains)) {
            return RuleResult.notApplicable("they take effect where the task runs on instances, and harden it there");
        }
        TaskFindings findings = new TaskFindings(metadata(), facts, "no dockerSecurityOptions");
        findings.eachContainer(container -> {
            if (!container.security().dockerSecurityOptions().values().isEmpty()) {
                findings.broken(
                        container.security().dockerSecurityOptions().place(),
                        "dockerSecurityOptions have no effect on Fargate and Managed Instances",
                        Fix.remove(container.security().dockerSecurityOptions().place()));
            } else {
                container.security().dockerSecurityOptions().unresolved().forEach(findings::undecided);
            }
        });
        return findings.result();
    }
}

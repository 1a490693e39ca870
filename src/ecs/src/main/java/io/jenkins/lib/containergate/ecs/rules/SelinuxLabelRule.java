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

/** The counterpart of {@code apparmor-profile} for instances with SELinux. */
public final class SelinuxLabelRule extends TaskRule {
    public SelinuxLabelRule() {
        super(
                new RuleMetadata(
                        "selinux-label",
                        "no container switches its SELinux label off, and each has one or an AppArmor profile",
                        Severity.MEDIUM,
                        List.of(RuleSource.cisDocker("5.3")),
                        "add label:type:TYPE to dockerSecurityOptions, and remove label:disable"),
                SecurityOptions.TAKEN);
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "an SELinux label, or an AppArmor profile");
        findings.eachContainer(container -> {
            SecurityOptions options = SecurityOptions.of(container.security().dockerSecurityOptions());
            if (options.labelDisabled()) {
                findings.broken(
                        options.place(),
                        "SELinux is switched off (label:disable, or a type that confines nothing)",
                        Fix.none());
            } else if (!options.labelled() && !options.appArmor()) {
                options.unresolved()
                        .ifPresentOrElse(
                                findings::undecided,
                                () -> findings.broken(
                                        options.place(),
                                        "neither SELinux nor AppArmor confines it",
                                        Fix.append(options.place(), "label:type:container_t")));
            }
        });
        return findings.result();
    }
}

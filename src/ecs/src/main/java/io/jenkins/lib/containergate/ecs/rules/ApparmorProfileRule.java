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

/** One of AppArmor and SELinux: an instance has one of them. */
public final class ApparmorProfileRule extends TaskRule {
    public ApparmorProfileRule() {
        super(
                new RuleMetadata(
                        "apparmor-profile",
                        "every container is confined by an AppArmor profile or an SELinux label",
                        Severity.MEDIUM,
                        List.of(RuleSource.cisDocker("5.2")),
                        "add apparmor:docker-default, or a profile of your own, to dockerSecurityOptions"),
                SecurityOptions.TAKEN);
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings =
                new TaskFindings(metadata(), facts, "apparmor:PROFILE other than unconfined, or an SELinux label");
        findings.eachContainer(container -> {
            SecurityOptions options = SecurityOptions.of(container.security().dockerSecurityOptions());
            if (options.unconfined()) {
                findings.broken(options.place(), "AppArmor is switched off (unconfined)", Fix.none());
            } else if (!options.appArmor() && !options.labelled()) {
                options.unresolved()
                        .ifPresentOrElse(
                                findings::undecided,
                                () -> findings.broken(
                                        options.place(),
                                        "neither AppArmor nor SELinux confines it",
                                        Fix.append(options.place(), "apparmor:docker-default")));
            }
        });
        return findings.result();
    }
}

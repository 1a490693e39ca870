package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;

/** Docker takes options that ECS does not document, and most of them loosen what confines a container; so do values of those that it does. */
public final class DefaultSeccompProfileRule extends TaskRule {
    public DefaultSeccompProfileRule() {
        super(
                new RuleMetadata(
                        "default-seccomp-profile",
                        "no container switches off Docker's seccomp profile, or another part of its default confinement",
                        Severity.HIGH,
                        List.of(RuleSource.cisDocker("5.22")),
                        "remove the option: ECS takes no-new-privileges, apparmor:PROFILE, label:TYPE and credentialspec"),
                SecurityOptions.TAKEN);
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(
                metadata(), facts, "only options that ECS documents, and none that switches confinement off");
        findings.eachContainer(container -> {
            SecurityOptions options = SecurityOptions.of(container.security().dockerSecurityOptions());
            options.others()
                    .forEach(other -> findings.broken(
                            other.place(), "the option " + SafeText.visible(other.value()), Fix.none()));
            if (options.unconfined()) {
                findings.broken(options.place(), "AppArmor", "AppArmor is switched off (unconfined)", Fix.none());
            }
            if (options.labelDisabled()) {
                findings.broken(
                        options.place(),
                        "SELinux",
                        "SELinux is switched off (label:disable, or a type that confines nothing)",
                        Fix.none());
            }
            options.unresolved().ifPresent(findings::undecided);
        });
        return findings.result();
    }
}

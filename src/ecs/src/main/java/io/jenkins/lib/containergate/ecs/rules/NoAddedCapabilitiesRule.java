package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.DefaultCapabilities;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.rule.RuleSource;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Adding back a default capability after dropping all is no addition. */
public final class NoAddedCapabilitiesRule extends TaskRule {
    /** As good as root on the instance. */
    private static final Set<String> OWNS_HOST =
            Set.of("ALL", "BPF", "DAC_READ_SEARCH", "NET_ADMIN", "SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE", "SYS_RAWIO");

    public NoAddedCapabilitiesRule() {
        super(
                new RuleMetadata(
                        "no-added-capabilities",
                        "no container adds a capability beyond the default set",
                        Severity.HIGH,
                        List.of(RuleSource.cisDocker("5.4")),
                        "remove the capability, or find the smaller right that does"),
                Applicability.everywhere().linuxOnly());
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "no capability but those of the default set");
        findings.eachContainer(container -> findings.each(container.linux().addedCapabilities(), added -> {
            String capability = added.value().toUpperCase(Locale.ROOT).replaceFirst("^CAP_", "");
            if (!DefaultCapabilities.NAMES.contains(capability)) {
                findings.broken(
                        OWNS_HOST.contains(capability)
                                ? Severity.CRITICAL
                                : metadata().severity(),
                        added.place(),
                        capability,
                        "adds the capability " + SafeText.visible(capability),
                        Fix.remove(added.place()));
            }
        }));
        return findings.result();
    }
}

package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.List;
import java.util.Set;

/** Harmless: namespaced, and of no use against neighbours. */
public final class NoDangerousSysctlRule extends TaskRule {
    private static final Set<String> HARMLESS = Set.of(
            "kernel.shm_rmid_forced",
            "net.core.somaxconn",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.ping_group_range",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_rmem",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.tcp_wmem");

    public NoDangerousSysctlRule() {
        super(
                new RuleMetadata(
                        "no-dangerous-sysctl",
                        "no container sets a kernel parameter beyond the harmless ones",
                        Severity.MEDIUM,
                        List.of(),
                        "remove the entry from systemControls, or set it on instances of their own"),
                Applicability.everywhere().linuxOnly());
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "no systemControls but harmless ones");
        findings.eachContainer(container -> findings.each(container.systemControls(), control -> {
            if (control.name() instanceof Unresolved<String> unresolved) {
                findings.undecided(unresolved);
                return;
            }
            String name = control.name().known().orElse("");
            if (!HARMLESS.contains(name)) {
                findings.broken(control.place(), name, "sets " + SafeText.visible(name), Fix.remove(control.place()));
            }
        }));
        return findings.result();
    }
}

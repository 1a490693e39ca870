package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Applicability;
import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.Items;
import io.jenkins.lib.containergate.ecs.task.LaunchType;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.EnumSet;
import java.util.List;

/** Fixed addresses outlive what they pointed to. */
public final class NoLinksExtraHostsRule extends TaskRule {
    public NoLinksExtraHostsRule() {
        super(
                new RuleMetadata(
                        "no-links-extra-hosts",
                        "no container changes how names are resolved",
                        Severity.LOW,
                        List.of(),
                        "remove links, extraHosts and dnsServers; use Service Connect or a hosted zone"),
                Applicability.except(
                        EnumSet.of(LaunchType.FARGATE, LaunchType.MANAGED_INSTANCES),
                        "Fargate and Managed Instances take no links, hosts and name servers"));
    }

    @Override
    public RuleResult judge(TaskFacts facts) {
        TaskFindings findings = new TaskFindings(metadata(), facts, "no links, extraHosts and dnsServers");
        findings.eachContainer(container -> {
            for (Items<?> list : List.of(
                    container.network().links(),
                    container.network().extraHosts(),
                    container.network().dnsServers())) {
                if (!list.values().isEmpty()) {
                    findings.broken(list.place(), list.place().name() + " is set", Fix.remove(list.place()));
                } else {
                    list.unresolved().forEach(findings::undecided);
                }
            }
        });
        return findings.result();
    }
}

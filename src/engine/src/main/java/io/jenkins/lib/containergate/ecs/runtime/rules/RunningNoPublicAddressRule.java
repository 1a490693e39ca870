package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.ecs.runtime.DriftFindings;
import io.jenkins.lib.containergate.ecs.runtime.DriftRule;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Map;

/** Asked of the network interfaces themselves: an address can be attached to one that runs. */
public final class RunningNoPublicAddressRule extends DriftRule {
    public RunningNoPublicAddressRule() {
        super(new RuleMetadata(
                "running-no-public-address",
                "no task that runs has a public address",
                Severity.HIGH,
                List.of(),
                "set assignPublicIp to DISABLED, use private subnets, and start the tasks again"));
    }

    @Override
    public RuleResult check(WorkloadFacts facts) {
        List<EcsTask> own = facts.workload().tasks().stream()
                .filter(task -> !task.interfaces().isEmpty())
                .toList();
        if (own.isEmpty()) {
            return RuleResult.notApplicable("its tasks have no network interface of their own");
        }
        DriftFindings findings = new DriftFindings(metadata(), facts.workload(), "private addresses only");
        try {
            Map<String, String> addresses = facts.addresses().required();
            for (EcsTask task : own) {
                task.interfaces().stream()
                        .filter(addresses::containsKey)
                        .forEach(each -> findings.broken(
                                task, "address", "its interface " + each + " has the address " + addresses.get(each)));
            }
        } catch (GateException e) {
            own.forEach(task -> findings.undecided(task, "address", e.problem(), e.remedy()));
        }
        return findings.result();
    }
}

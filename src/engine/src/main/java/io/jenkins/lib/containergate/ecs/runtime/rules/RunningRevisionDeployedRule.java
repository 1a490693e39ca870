package io.jenkins.lib.containergate.ecs.runtime.rules;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.ecs.EcsService;
import io.jenkins.lib.containergate.aws.ecs.EcsTask;
import io.jenkins.lib.containergate.ecs.runtime.DriftFindings;
import io.jenkins.lib.containergate.ecs.runtime.DriftRule;
import io.jenkins.lib.containergate.ecs.runtime.Workload;
import io.jenkins.lib.containergate.ecs.runtime.WorkloadFacts;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A task in the group of a service that none of its deployments wants is not what was deployed. */
public final class RunningRevisionDeployedRule extends DriftRule {
    public RunningRevisionDeployedRule() {
        super(new RuleMetadata(
                "running-revision-deployed",
                "every task of a service runs a revision that the service deploys",
                Severity.HIGH,
                List.of(),
                "stop the task, and find out who started it"));
    }

    @Override
    public RuleResult check(WorkloadFacts facts) {
        Workload workload = facts.workload();
        if (workload.kind() != Workload.Kind.SERVICE) {
            return RuleResult.notApplicable("no service runs it");
        }
        DriftFindings findings =
                new DriftFindings(metadata(), workload, "a revision of one of the service's deployments");
        if (workload.service().isEmpty()) {
            for (EcsTask task : toRun(workload)) {
                findings.broken(task, "service", "it runs for a service that is not in the cluster");
            }
            return findings.result();
        }
        EcsService service = workload.service().get();
        Set<Arn> deployed = Stream.concat(
                        service.taskDefinitions().stream(),
                        service.deployed().stream().flatMap(each -> each.taskDefinition().stream()))
                .collect(Collectors.toSet());
        for (EcsTask task : toRun(workload)) {
            if (!deployed.contains(task.taskDefinition())) {
                findings.broken(
                        task,
                        "revision",
                        "it runs " + task.taskDefinition().name() + ", but the service deploys "
                                + deployed.stream().map(Arn::name).sorted().collect(Collectors.joining(", ")));
            }
        }
        return findings.result();
    }

    /** A deployment that was replaced is gone before the last of its tasks. */
    private static List<EcsTask> toRun(Workload workload) {
        return workload.tasks().stream().filter(task -> !task.stopping()).toList();
    }
}

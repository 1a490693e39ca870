package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.audit.AuditLookups.FlowLog;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The flow logs of the VPCs of a service. */
public record FlowLogsQuestion() implements ServiceVpcsQuestion<List<FlowLog>> {
    @Override
    public Optional<String> excludes(Deployment about) {
        if (about instanceof Wall wall) {
            return wall.facts() instanceof Wall.DeclaredVpc ? Optional.empty() : Optional.of("it is not a VPC");
        }
        return ServiceVpcsQuestion.super.excludes(about);
    }

    @Override
    public Optional<Lookup<Map<String, List<FlowLog>>>> declared(Deployment about) {
        return about instanceof Wall wall && wall.facts() instanceof Wall.DeclaredVpc vpc
                ? Optional.of(vpc.flowLogs().map(logs -> Map.of(wall.name(), logs)))
                : Optional.empty();
    }

    @Override
    public Lookup<List<FlowLog>> about(String vpc, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return aws.audit().flowLogs(List.of(vpc), deadline);
    }
}

package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.aws.guardduty.DetectionLookups.Threat;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.DefinitionNames;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What GuardDuty found in a cluster that is deployed, or on its instances. */
public record ThreatsQuestion() implements ClusterQuestion<List<Threat>> {
    @Override
    public Lookup<List<Threat>> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Lookup<List<ContainerInstance>> instances = new ContainerInstancesQuestion().ask(about, aws, deadline);
        if (!(instances instanceof Lookup.Answered<List<ContainerInstance>> known)) {
            return instances.map(unused -> List.of());
        }
        Set<String> hosts = known.value().stream().map(ContainerInstance::name).collect(Collectors.toSet());
        Optional<String> cluster = DefinitionNames.arn(about).map(Arn::name);
        return aws.detection()
                .threats(deadline)
                .map(all -> all.stream()
                        .filter(threat -> threat.cluster().isPresent()
                                        && threat.cluster().equals(cluster)
                                || threat.instance().filter(hosts::contains).isPresent())
                        .toList());
    }
}

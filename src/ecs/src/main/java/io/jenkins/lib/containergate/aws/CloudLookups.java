package io.jenkins.lib.containergate.aws;

import io.jenkins.lib.containergate.aws.ec2.HostLookups;
import io.jenkins.lib.containergate.aws.ecr.RepositoryLookups;
import io.jenkins.lib.containergate.aws.ecs.EcsLookups;
import io.jenkins.lib.containergate.aws.guardduty.DetectionLookups;
import io.jenkins.lib.containergate.aws.iam.IamLookups;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups;

/** All that can be asked of an AWS account and region. */
public record CloudLookups(
        EcsLookups ecs,
        IamLookups iam,
        NetworkLookups network,
        RepositoryLookups repositories,
        HostLookups hosts,
        DetectionLookups detection) {

    /** Without a way to ask about instances and what watches them. */
    public CloudLookups(EcsLookups ecs, IamLookups iam, NetworkLookups network, RepositoryLookups repositories) {
        this(
                ecs,
                iam,
                network,
                repositories,
                new UnaskedHosts("there is no way to ask EC2"),
                deadline -> new Lookup.NotAsked<>("there is no way to ask GuardDuty"));
    }

    /** @param reason why nothing is asked, for the findings of the rules that would need it */
    public static CloudLookups notAsked(String reason) {
        return new CloudLookups(
                new UnaskedEcs(reason),
                (role, deadline) -> new Lookup.NotAsked<>(reason),
                new UnaskedNetwork(reason),
                (registry, name, deadline) -> new Lookup.NotAsked<>(reason),
                new UnaskedHosts(reason),
                deadline -> new Lookup.NotAsked<>(reason));
    }
}

package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.NetworkAcl;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Optional;

/** The network ACLs of the subnets that the tasks of a service that is deployed are in. */
public record NetworkAclsQuestion() implements ServiceQuestion<List<NetworkAcl>> {
    @Override
    public Optional<String> excludes(Deployment about) {
        if (about instanceof Wall wall) {
            return wall.facts() instanceof Wall.DeclaredAcl ? Optional.empty() : Optional.of("it is not a network ACL");
        }
        return ServiceQuestion.super.excludes(about);
    }

    @Override
    public Optional<Lookup<List<NetworkAcl>>> declared(Deployment about) {
        return about instanceof Wall wall && wall.facts() instanceof Wall.DeclaredAcl declared
                ? Optional.of(declared.acl().map(List::of))
                : Optional.empty();
    }

    @Override
    public Lookup<List<NetworkAcl>> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Lookup<List<String>> subnets = new ServiceVpcs(aws, deadline).subnets(about);
        return subnets instanceof Lookup.Answered<List<String>> known
                ? aws.network().networkAcls(known.value(), deadline)
                : subnets.map(unused -> List.of());
    }
}

package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ec2.Host;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Wall;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Optional;

/** Container instances with their addresses, as EC2 tells them or as a file gives them; a file may leave the metadata service open. */
public record HostAddressesQuestion() implements ClusterQuestion<List<HostsQuestion.Answer>> {
    /** Which one an instance starts in does not matter where the file itself gives addresses or refuses them. */
    private static final String ANY_SUBNET = "any subnet";

    private static final Host.Metadata NOT_ASKED = new Host.Metadata(false, true, 1);

    @Override
    public Optional<Lookup<List<HostsQuestion.Answer>>> declared(Deployment about) {
        if (about instanceof Wall address && address.facts() instanceof Wall.ElasticAddress) {
            return Optional.of(new Lookup.Failed<>(
                    address.name() + " gives a public address to an instance that the file does not declare, and that"
                            + " may be a container instance",
                    "evaluate the cluster once it is deployed, or waive it if the instance runs no tasks"));
        }
        return about instanceof Wall wall && wall.facts() instanceof Wall.HostTemplate template
                ? Optional.of(template.addresses()
                        .map(addresses -> List.of(HostsQuestion.declared(
                                wall,
                                template,
                                NOT_ASKED,
                                new Host.Network(
                                        Optional.empty(), List.of(ANY_SUBNET), List.of(), addresses.given())))))
                : Optional.empty();
    }

    @Override
    public Lookup<List<HostsQuestion.Answer>> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return new HostsQuestion(false).ask(about, aws, deadline);
    }
}

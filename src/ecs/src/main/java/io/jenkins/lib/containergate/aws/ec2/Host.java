package io.jenkins.lib.containergate.aws.ec2;

import java.util.List;
import java.util.Optional;

/**
 * An instance of EC2.
 *
 * @param metadata how its metadata service answers
 * @param volumes ids of the volumes of EBS
 * @param groups ids of the security groups of its interfaces
 * @param image id of its AMI
 * @param vpc id; empty when EC2 does not tell
 * @param managed whether a service of AWS operates it, as ECS does Managed Instances
 */
public record Host(
        String id,
        Metadata metadata,
        List<String> volumes,
        List<String> groups,
        Optional<String> image,
        Optional<String> vpc,
        boolean managed) {
    public Host {
        volumes = List.copyOf(volumes);
        groups = List.copyOf(groups);
    }

    /**
     * The instance metadata service.
     *
     * @param on whether it answers at all
     * @param tokensRequired whether it answers only with a token: IMDSv2
     * @param hopLimit how far its tokens travel: beyond 1 into containers
     */
    public record Metadata(boolean on, boolean tokensRequired, int hopLimit) {}
}

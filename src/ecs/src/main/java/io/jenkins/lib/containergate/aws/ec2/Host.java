package io.jenkins.lib.containergate.aws.ec2;

import java.util.List;
import java.util.Optional;

/**
 * An instance of EC2.
 *
 * @param metadata how its metadata service answers
 * @param volumes ids of the volumes of EBS
 * @param image id of its AMI
 * @param profile ARN of its instance profile
 * @param managed whether a service of AWS operates it, as ECS does Managed Instances
 */
public record Host(
        String id,
        Metadata metadata,
        List<String> volumes,
        Network network,
        Optional<String> image,
        Optional<String> profile,
        boolean managed) {
    public Host {
        volumes = List.copyOf(volumes);
    }

    /**
     * Where it is in the network: what tasks in the modes bridge and host inherit.
     *
     * @param vpc id; empty when EC2 does not tell
     * @param subnets ids of those that it has an interface in
     * @param groups ids of the security groups of its interfaces
     * @param publicAddresses IPv4 addresses of the internet, and all IPv6 ones
     */
    public record Network(
            Optional<String> vpc, List<String> subnets, List<String> groups, List<String> publicAddresses) {
        public Network {
            subnets = List.copyOf(subnets);
            groups = List.copyOf(groups);
            publicAddresses = List.copyOf(publicAddresses);
        }
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

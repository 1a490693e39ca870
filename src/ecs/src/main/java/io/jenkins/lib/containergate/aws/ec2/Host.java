package io.jenkins.lib.containergate.aws.ec2;

import java.util.List;

/**
 * An instance of EC2.
 *
 * @param metadata whether the instance metadata service answers at all
 * @param tokensRequired whether it answers only with a token: IMDSv2
 * @param hopLimit how far its tokens travel: beyond 1 into containers
 * @param volumes ids of the volumes of EBS
 * @param groups ids of the security groups of its interfaces
 */
public record Host(
        String id, boolean metadata, boolean tokensRequired, int hopLimit, List<String> volumes, List<String> groups) {
    public Host {
        volumes = List.copyOf(volumes);
        groups = List.copyOf(groups);
    }
}

package io.jenkins.lib.containergate.aws.ecs;

import java.util.List;

/**
 * {@code awsvpcConfiguration} of a service or task set.
 *
 * @param securityGroups none means the default group of the VPC
 * @param publicIp whether tasks get a public address
 */
public record TaskNetwork(List<String> subnets, List<String> securityGroups, boolean publicIp) {
    public TaskNetwork {
        subnets = List.copyOf(subnets);
        securityGroups = List.copyOf(securityGroups);
    }
}

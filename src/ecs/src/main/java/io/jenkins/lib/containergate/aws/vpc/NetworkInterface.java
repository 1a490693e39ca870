package io.jenkins.lib.containergate.aws.vpc;

import java.util.List;
import java.util.Optional;

/**
 * An interface in a VPC: what holds security groups.
 *
 * @param groups ids
 * @param type such as {@code interface} or {@code network_load_balancer}
 * @param description what whoever made it wrote: {@code ELB app/front/0123456789abcdef} for a load balancer
 * @param requester the AWS service that made and manages it; empty when somebody of the account did
 */
public record NetworkInterface(
        String id, List<String> groups, String type, String description, Optional<String> requester) {
    public NetworkInterface {
        groups = List.copyOf(groups);
    }
}

package io.jenkins.lib.containergate.aws.vpc;

/**
 * @param destination CIDR or id of a prefix list
 * @param target id of what packets go to, such as {@code igw-...}, {@code nat-...} or {@code local}
 * @param active false for one that leads nowhere
 */
public record Route(String destination, String target, boolean active) {}

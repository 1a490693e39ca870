package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.aws.vpc.NetworkLookups.SecurityGroupRule;
import java.util.List;

/**
 * A security group that a file declares.
 *
 * @param name that the file gives it
 * @param ingress with what prefix lists of the file hold among the ranges
 * @param unknown why more may be let in than the rules say
 */
public record DeclaredGroup(String name, List<SecurityGroupRule> ingress, List<String> unknown) {
    public DeclaredGroup {
        ingress = List.copyOf(ingress);
        unknown = List.copyOf(unknown);
    }
}

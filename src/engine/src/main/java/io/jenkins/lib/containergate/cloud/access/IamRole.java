package io.jenkins.lib.containergate.cloud.access;

import io.jenkins.lib.containergate.cloud.Arn;
import java.util.List;
import java.util.Optional;

/**
 * @param trust who may assume it: a policy document
 * @param policies attached and inline ones
 * @param boundary what it may do at most
 */
public record IamRole(Arn arn, String trust, List<IamPolicy> policies, Optional<IamPolicy> boundary) {
    public IamRole {
        policies = List.copyOf(policies);
    }
}

package io.jenkins.lib.containergate.aws.iam;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import java.util.List;
import java.util.Optional;

/**
 * @param trust who may assume it: a policy document; a file that declares a role need not hold it
 * @param policies attached and inline ones
 * @param boundary what it may do at most
 * @param unread names of attached policies whose documents nobody has: then it may do more than the others say
 * @param later why it is not known yet whether more is attached; nothing says that anything is
 */
public record IamRole(
        Arn arn,
        Lookup<String> trust,
        List<IamPolicy> policies,
        Optional<IamPolicy> boundary,
        List<String> unread,
        Optional<String> later) {
    public IamRole {
        policies = List.copyOf(policies);
        unread = List.copyOf(unread);
    }

    /** All of whose documents were read. */
    public IamRole(Arn arn, String trust, List<IamPolicy> policies, Optional<IamPolicy> boundary) {
        this(arn, new Lookup.Answered<>(trust), policies, boundary, List.of(), Optional.empty());
    }
}

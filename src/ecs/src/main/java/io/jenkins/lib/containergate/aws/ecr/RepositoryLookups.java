package io.jenkins.lib.containergate.aws.ecr;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.registry.EcrRegistry;

/** Asks ECR. */
@FunctionalInterface
public interface RepositoryLookups {
    /** @param name without the registry, such as {@code shop/app} */
    Lookup<EcrRepository> repository(EcrRegistry registry, String name, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;
}

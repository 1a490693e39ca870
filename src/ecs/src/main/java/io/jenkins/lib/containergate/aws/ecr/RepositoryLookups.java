package io.jenkins.lib.containergate.aws.ecr;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import java.util.Optional;

/** Asks ECR. */
@FunctionalInterface
public interface RepositoryLookups {
    /** @param name without the registry, such as {@code shop/app} */
    Lookup<EcrRepository> repository(EcrRegistry registry, String name, Deadline deadline)
            throws DeadlineExceededException, InterruptedException;

    /**
     * @param tags {@code MUTABLE}, {@code IMMUTABLE}, or either {@code _WITH_EXCLUSION}
     * @param scanOnPush by its own setting or by one of the registry's rules
     * @param continuousScan by one of the registry's rules
     * @param key of KMS; empty when AWS's own key encrypts it
     * @param policy document in the grammar of IAM policies; empty when only the account's own principals have access
     * @param registryPolicy of the registry that it is in, which can grant access to all of its repositories; empty without one
     */
    record EcrRepository(
            Arn arn,
            String tags,
            boolean scanOnPush,
            boolean continuousScan,
            Optional<String> key,
            Optional<String> policy,
            Optional<String> registryPolicy) {}
}
